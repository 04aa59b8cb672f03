CREATE TABLE outing (
    id TEXT PRIMARY KEY,
    area_id TEXT NOT NULL,
    title TEXT,
    kind TEXT NOT NULL,
    started_on TEXT NOT NULL,
    member_ids TEXT,
    campaign_id TEXT,
    enforcement BOOLEAN NOT NULL DEFAULT false,
    note TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE INDEX outing_started ON outing (started_on, id);
CREATE TABLE inspection (
    id TEXT PRIMARY KEY,
    outing_id TEXT NOT NULL,
    area_id TEXT NOT NULL,
    category TEXT NOT NULL,
    kind TEXT NOT NULL,
    enforcement BOOLEAN NOT NULL DEFAULT false,
    place_type TEXT NOT NULL,
    place_id TEXT NOT NULL,
    place_name TEXT NOT NULL,
    enterprise_id TEXT,
    checklist_id TEXT,
    checklist_title TEXT,
    happened_on TEXT NOT NULL,
    happened_at BIGINT NOT NULL,
    ended_at BIGINT,
    received_at BIGINT NOT NULL,
    inspector_ids TEXT NOT NULL,
    inspector_names TEXT NOT NULL,
    companion TEXT,
    situation TEXT,
    answers TEXT,
    photos TEXT,
    hazard_count BIGINT NOT NULL DEFAULT 0,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE INDEX inspection_outing ON inspection (outing_id);
CREATE INDEX inspection_place ON inspection (place_id, happened_on);
CREATE INDEX inspection_happened ON inspection (happened_on, id);
