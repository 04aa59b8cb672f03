CREATE TABLE entry (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    area_id TEXT NOT NULL,
    owner_id TEXT,
    day TEXT,
    title TEXT NOT NULL,
    fields TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE INDEX entry_day ON entry (kind, withdrawn, day, id);
CREATE INDEX entry_updated ON entry (kind, withdrawn, updated_at, id);
CREATE TABLE entry_key (
    entry_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    area_id TEXT NOT NULL,
    number DOUBLE PRECISION,
    text TEXT,
    PRIMARY KEY (entry_id, field)
);
CREATE INDEX entry_key_text ON entry_key (kind, field, text, entry_id);
CREATE INDEX entry_key_number ON entry_key (kind, field, number, entry_id);
