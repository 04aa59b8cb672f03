CREATE TABLE saved_view (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    by_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    columns TEXT NOT NULL,
    shared BOOLEAN NOT NULL,
    first BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX saved_view_account ON saved_view (account_id, kind);
CREATE INDEX saved_view_shared ON saved_view (shared, kind);
