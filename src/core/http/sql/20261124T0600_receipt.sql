CREATE TABLE receipt (
    id TEXT PRIMARY KEY,
    actor_id TEXT NOT NULL,
    route TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    status INTEGER NOT NULL,
    answer TEXT NOT NULL,
    at BIGINT NOT NULL
);
