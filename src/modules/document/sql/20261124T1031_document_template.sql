CREATE TABLE document_template (
    id TEXT PRIMARY KEY,
    area_id TEXT NOT NULL,
    title TEXT NOT NULL,
    purpose TEXT NOT NULL,
    file TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    note TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE INDEX document_template_purpose ON document_template (purpose, valid_from);
