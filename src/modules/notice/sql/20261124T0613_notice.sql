CREATE TABLE authority (
    id TEXT PRIMARY KEY,
    area_id TEXT NOT NULL,
    basis TEXT NOT NULL,
    organ TEXT NOT NULL,
    number_prefix TEXT NOT NULL,
    document TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    review_organ TEXT,
    government TEXT,
    superior TEXT,
    court TEXT,
    report_to TEXT,
    invented BOOLEAN NOT NULL DEFAULT false,
    start_numbers TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE TABLE notice (
    id TEXT PRIMARY KEY,
    area_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    number TEXT NOT NULL,
    number_year INTEGER,
    number_value BIGINT,
    external BOOLEAN NOT NULL DEFAULT false,
    organ TEXT NOT NULL,
    authority_id TEXT,
    basis TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    state TEXT NOT NULL,
    void_reason TEXT,
    category TEXT NOT NULL,
    place_type TEXT NOT NULL,
    place_id TEXT NOT NULL,
    place_name TEXT NOT NULL,
    enterprise_id TEXT,
    inspection_id TEXT,
    earlier_id TEXT,
    hazard_count BIGINT NOT NULL,
    recipient_name TEXT,
    recipient_state TEXT,
    witness TEXT,
    served_on TEXT,
    service TEXT,
    content TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX notice_number ON notice (organ, kind, number_year, number_value);
CREATE INDEX notice_issued ON notice (issued_on, id);
CREATE INDEX notice_place ON notice (place_id, issued_on);
CREATE INDEX notice_inspection ON notice (inspection_id);
CREATE TABLE number_series (
    organ TEXT NOT NULL,
    kind TEXT NOT NULL,
    year INTEGER NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (organ, kind, year)
);
