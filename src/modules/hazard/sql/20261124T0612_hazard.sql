CREATE TABLE hazard (
    id TEXT PRIMARY KEY,
    area_id TEXT NOT NULL,
    handler_area_id TEXT NOT NULL,
    category TEXT NOT NULL,
    place_type TEXT NOT NULL,
    place_id TEXT NOT NULL,
    place_name TEXT NOT NULL,
    enterprise_id TEXT,
    inspection_id TEXT NOT NULL,
    checklist_id TEXT,
    item_id TEXT,
    description TEXT NOT NULL,
    clause TEXT,
    site TEXT,
    level TEXT NOT NULL,
    criterion TEXT,
    suspected BOOLEAN NOT NULL DEFAULT false,
    fixed_on_spot BOOLEAN NOT NULL DEFAULT false,
    status TEXT NOT NULL,
    found_on TEXT NOT NULL,
    due_on TEXT,
    reported_on TEXT,
    recheck_due_on TEXT,
    closed_on TEXT,
    must_refer BOOLEAN NOT NULL DEFAULT false,
    pending TEXT,
    pending_due_on TEXT,
    county_reported_on TEXT,
    notice_numbers TEXT,
    photos TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE INDEX hazard_found ON hazard (found_on, id);
CREATE INDEX hazard_due ON hazard (status, due_on, id);
CREATE INDEX hazard_area ON hazard (area_id, status, due_on, id);
CREATE INDEX hazard_place ON hazard (place_id, found_on);
CREATE INDEX hazard_inspection ON hazard (inspection_id);
CREATE TABLE hazard_step (
    id TEXT PRIMARY KEY,
    hazard_id TEXT NOT NULL,
    verb TEXT NOT NULL,
    happened_at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    account_id TEXT NOT NULL,
    by_name TEXT NOT NULL,
    content TEXT NOT NULL
);
CREATE INDEX hazard_step_hazard ON hazard_step (hazard_id, happened_at);
