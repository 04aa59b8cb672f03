CREATE TABLE area (
    id TEXT PRIMARY KEY,
    parent_id TEXT REFERENCES area (id),
    level TEXT NOT NULL,
    name TEXT NOT NULL,
    code TEXT,
    path TEXT NOT NULL,
    boundary TEXT,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    successor_id TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX area_path ON area (path);
CREATE INDEX area_code ON area (code);
CREATE INDEX area_parent ON area (parent_id);
