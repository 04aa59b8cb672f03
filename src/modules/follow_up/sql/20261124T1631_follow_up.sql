CREATE TABLE follow_up (
    id TEXT PRIMARY KEY,
    area_id TEXT NOT NULL,
    title TEXT NOT NULL,
    detail TEXT,
    source_kind TEXT NOT NULL,
    source_id TEXT,
    source_title TEXT,
    member_unit_id TEXT,
    person_id TEXT,
    owner_name TEXT NOT NULL,
    priority TEXT NOT NULL,
    status TEXT NOT NULL,
    given_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    first_due_on TEXT,
    extensions BIGINT NOT NULL DEFAULT 0,
    pending_due_on TEXT,
    last_progress TEXT,
    last_progress_on TEXT,
    completed_on TEXT,
    acceptance_due_on TEXT,
    accepted_on TEXT,
    returns BIGINT NOT NULL DEFAULT 0,
    attachments TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE INDEX follow_up_area ON follow_up (area_id, status, due_on, id);
CREATE INDEX follow_up_due ON follow_up (status, due_on, id);
CREATE INDEX follow_up_given ON follow_up (given_on, id);
CREATE INDEX follow_up_source ON follow_up (source_id);
CREATE INDEX follow_up_person ON follow_up (person_id, status);
CREATE TABLE follow_up_step (
    id TEXT PRIMARY KEY,
    follow_up_id TEXT NOT NULL,
    verb TEXT NOT NULL,
    happened_on TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    account_id TEXT NOT NULL,
    by_name TEXT NOT NULL,
    content TEXT NOT NULL,
    seq BIGINT NOT NULL
);
CREATE INDEX follow_up_step_of ON follow_up_step (follow_up_id, seq);
