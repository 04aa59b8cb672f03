CREATE TABLE duty_exemption (
    id TEXT PRIMARY KEY,
    rule TEXT NOT NULL,
    record_kind TEXT NOT NULL,
    record_id TEXT NOT NULL,
    area_id TEXT NOT NULL,
    category TEXT,
    owner_id TEXT,
    subject TEXT,
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    reason TEXT NOT NULL,
    document TEXT,
    attachments TEXT,
    state TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_by_name TEXT,
    asked_on TEXT NOT NULL,
    decided_on TEXT,
    decided_by_name TEXT,
    decision_note TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE INDEX duty_exemption_record ON duty_exemption (record_id, state);
CREATE INDEX duty_exemption_area ON duty_exemption (area_id, asked_on);
