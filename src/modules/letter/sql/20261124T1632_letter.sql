CREATE TABLE letter (
    id TEXT PRIMARY KEY,
    area_id TEXT NOT NULL,
    title TEXT NOT NULL,
    letter_type TEXT NOT NULL,
    year BIGINT NOT NULL,
    party_type TEXT NOT NULL,
    party_area_id TEXT,
    enterprise_id TEXT,
    project_id TEXT,
    party TEXT,
    counterparty TEXT,
    due_on TEXT NOT NULL,
    state TEXT NOT NULL,
    signed_on TEXT,
    signer TEXT,
    signer_post TEXT,
    signer_person_id TEXT,
    signed_at BIGINT,
    sign_method TEXT,
    signature TEXT,
    attachments TEXT,
    note TEXT,
    code TEXT,
    template_title TEXT,
    text_sha TEXT,
    voided_on TEXT,
    void_reason TEXT,
    replaces_id TEXT,
    replaced_by_id TEXT,
    batch TEXT,
    earlier_fields TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE INDEX letter_year ON letter (year, area_id);
CREATE INDEX letter_due ON letter (due_on, id);
CREATE INDEX letter_village ON letter (party_area_id, year);
CREATE INDEX letter_enterprise ON letter (enterprise_id, year);
CREATE INDEX letter_batch ON letter (batch);
CREATE UNIQUE INDEX letter_code ON letter (code);
CREATE TABLE letter_text (
    letter_id TEXT PRIMARY KEY,
    purpose TEXT NOT NULL,
    edition TEXT,
    template_id TEXT,
    template_file TEXT,
    names TEXT NOT NULL,
    text TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE TABLE letter_exemption (
    id TEXT PRIMARY KEY,
    area_id TEXT NOT NULL,
    title TEXT NOT NULL,
    year BIGINT NOT NULL,
    party_type TEXT NOT NULL,
    party_area_id TEXT,
    enterprise_id TEXT,
    letter_type TEXT,
    valid_from TEXT NOT NULL,
    reason TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    document TEXT,
    attachments TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE INDEX letter_exemption_year ON letter_exemption (year);
