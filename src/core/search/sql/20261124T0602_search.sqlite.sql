CREATE TABLE search (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    id TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    bigrams TEXT NOT NULL
);
CREATE VIRTUAL TABLE search_index USING fts5(bigrams, content='search', content_rowid='number', detail=full, tokenize='unicode61');
