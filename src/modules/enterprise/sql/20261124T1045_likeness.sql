ALTER TABLE enterprise ADD COLUMN merged_into TEXT;
CREATE TABLE enterprise_likeness (
    enterprise_id TEXT PRIMARY KEY,
    area_id TEXT NOT NULL,
    name_key TEXT NOT NULL,
    organisation TEXT,
    cell_x BIGINT,
    cell_y BIGINT,
    lng DOUBLE PRECISION,
    lat DOUBLE PRECISION
);
CREATE INDEX enterprise_likeness_name ON enterprise_likeness (area_id, name_key, enterprise_id);
CREATE INDEX enterprise_likeness_organisation ON enterprise_likeness (organisation, enterprise_id);
CREATE INDEX enterprise_likeness_cell ON enterprise_likeness (cell_x, cell_y);
CREATE TABLE enterprise_distinct (
    one_id TEXT NOT NULL,
    other_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    account_id TEXT NOT NULL,
    PRIMARY KEY (one_id, other_id)
);
CREATE TABLE enterprise_merger (
    id TEXT PRIMARY KEY,
    kept_id TEXT NOT NULL,
    other_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    on_day TEXT NOT NULL,
    account_id TEXT NOT NULL,
    by_name TEXT NOT NULL,
    fields_before TEXT NOT NULL,
    moved TEXT NOT NULL,
    undone_at BIGINT
);
CREATE INDEX enterprise_merger_kept ON enterprise_merger (kept_id, at);
