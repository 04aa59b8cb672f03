CREATE TABLE sign_in_failure (
    name_hash TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    locked_until BIGINT NOT NULL,
    at BIGINT NOT NULL
);
ALTER TABLE session ADD COLUMN agent TEXT NOT NULL DEFAULT '';
