CREATE TABLE attachment (
    id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    size BIGINT NOT NULL,
    type TEXT NOT NULL,
    account_id TEXT NOT NULL,
    record_kind TEXT,
    record_id TEXT,
    created_at BIGINT NOT NULL
);
CREATE INDEX attachment_record ON attachment (record_id);
CREATE INDEX attachment_orphan ON attachment (record_id, created_at);
