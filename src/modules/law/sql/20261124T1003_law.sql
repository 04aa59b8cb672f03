CREATE TABLE law_text (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    number TEXT,
    edition TEXT,
    type TEXT NOT NULL,
    sector TEXT NOT NULL,
    judging BOOLEAN NOT NULL DEFAULT false,
    issuer TEXT,
    issued_on TEXT,
    note TEXT,
    effective_from TEXT,
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
CREATE INDEX law_text_title ON law_text (title, effective_from);
CREATE INDEX law_text_sector ON law_text (sector, effective_from);
CREATE TABLE criterion (
    id TEXT PRIMARY KEY,
    standard TEXT NOT NULL,
    no TEXT NOT NULL,
    code TEXT NOT NULL,
    position BIGINT,
    sector TEXT NOT NULL,
    categories TEXT,
    text TEXT,
    note TEXT,
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
CREATE INDEX criterion_code ON criterion (code, effective_from);
CREATE INDEX criterion_sector ON criterion (sector, effective_from);
CREATE TABLE law_term (
    id TEXT PRIMARY KEY,
    term TEXT NOT NULL,
    days BIGINT NOT NULL,
    note TEXT,
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
CREATE INDEX law_term_name ON law_term (term, effective_from);
