CREATE TABLE checklist (
    id TEXT PRIMARY KEY,
    category TEXT NOT NULL,
    edition TEXT NOT NULL,
    title TEXT NOT NULL,
    title_en TEXT,
    source TEXT,
    effective_from TEXT NOT NULL,
    effective_to TEXT,
    items TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX checklist_edition ON checklist (category, edition);
