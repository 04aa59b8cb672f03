CREATE TABLE duty (
    id TEXT PRIMARY KEY,
    rule TEXT NOT NULL,
    who_kind TEXT NOT NULL,
    who_id TEXT NOT NULL,
    area_id TEXT NOT NULL,
    record_kind TEXT NOT NULL,
    record_id TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    discharged_on TEXT,
    discharged_by TEXT
);
CREATE INDEX duty_record ON duty (record_id, rule);
CREATE INDEX duty_due ON duty (rule, discharged_on, due_on, area_id);
