CREATE TABLE ledger_declaration (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL UNIQUE,
    own BOOLEAN NOT NULL,
    declared TEXT NOT NULL,
    version BIGINT NOT NULL,
    number BIGINT NOT NULL UNIQUE,
    retired_reason TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE TABLE ledger_version (
    kind TEXT NOT NULL,
    version BIGINT NOT NULL,
    declared TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (kind, version)
);
