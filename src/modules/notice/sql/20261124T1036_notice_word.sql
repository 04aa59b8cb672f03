CREATE TABLE notice_word (
    id TEXT PRIMARY KEY,
    word TEXT NOT NULL,
    text TEXT NOT NULL,
    effective_from TEXT NOT NULL,
    effective_to TEXT,
    certainty TEXT NOT NULL,
    source TEXT,
    source_files TEXT,
    source_sha256 TEXT,
    confirmed_on TEXT,
    confirmed_by TEXT,
    confirmed_against TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE INDEX notice_word_name ON notice_word (word, effective_from);
