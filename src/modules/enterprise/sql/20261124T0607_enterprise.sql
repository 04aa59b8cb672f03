CREATE TABLE enterprise (
    id TEXT PRIMARY KEY,
    area_id TEXT NOT NULL,
    name TEXT NOT NULL,
    credit_code TEXT,
    category TEXT NOT NULL,
    industry TEXT,
    scale TEXT,
    scale_enterprise BOOLEAN NOT NULL DEFAULT false,
    trade_unit_id TEXT,
    address TEXT,
    legal_person TEXT,
    safety_manager TEXT,
    phone TEXT,
    employees BIGINT,
    state TEXT NOT NULL DEFAULT 'open',
    closed_on TEXT,
    opened_on TEXT,
    location TEXT,
    permits TEXT,
    code_note TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE INDEX enterprise_area ON enterprise (area_id, category);
CREATE INDEX enterprise_name ON enterprise (name, id);
CREATE UNIQUE INDEX enterprise_credit_code ON enterprise (credit_code) WHERE NOT withdrawn;
