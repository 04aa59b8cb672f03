CREATE TABLE search (
    number BIGSERIAL PRIMARY KEY,
    kind TEXT NOT NULL,
    id TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    bigrams TEXT[] NOT NULL
);
CREATE INDEX search_bigrams ON search USING gin (bigrams);
