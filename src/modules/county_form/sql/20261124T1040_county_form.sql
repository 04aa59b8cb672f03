CREATE TABLE county_form (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    file TEXT NOT NULL,
    cells TEXT NOT NULL,
    version BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
