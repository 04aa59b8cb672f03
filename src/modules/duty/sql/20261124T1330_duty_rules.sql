CREATE TABLE duty_rule (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    title_en TEXT NOT NULL,
    clause TEXT NOT NULL,
    enabled BOOLEAN NOT NULL,
    bound TEXT NOT NULL,
    bound_where TEXT,
    form TEXT NOT NULL,
    every TEXT,
    months BIGINT,
    day_field TEXT,
    opens TEXT,
    closes TEXT,
    lead BIGINT,
    days BIGINT,
    working BOOLEAN,
    grace BIGINT,
    by_kind TEXT,
    by_field TEXT,
    by_where TEXT,
    by_day TEXT,
    by_period TEXT,
    note TEXT,
    effective_from TEXT NOT NULL,
    effective_to TEXT,
    certainty TEXT NOT NULL,
    source TEXT,
    source_files TEXT,
    source_sha256 TEXT,
    confirmed_on TEXT,
    confirmed_by TEXT,
    confirmed_against TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE INDEX duty_rule_name ON duty_rule (name, effective_from);
CREATE TABLE duty_making (
    kind TEXT PRIMARY KEY,
    made_for TEXT NOT NULL,
    done_to TEXT NOT NULL,
    stamp TEXT NOT NULL
);
CREATE TABLE duty_span (
    binding TEXT NOT NULL,
    record_id TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    anchor TEXT,
    PRIMARY KEY (binding, record_id, since)
);
CREATE TABLE holiday_year (
    year BIGINT PRIMARY KEY,
    content TEXT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE TABLE duty_new (
    id TEXT PRIMARY KEY,
    rule TEXT NOT NULL,
    period TEXT,
    who_kind TEXT NOT NULL,
    who_id TEXT NOT NULL,
    area_id TEXT NOT NULL,
    category TEXT,
    owner_id TEXT,
    record_kind TEXT NOT NULL,
    record_id TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    due_on TEXT,
    ends_on TEXT,
    discharged_on TEXT,
    discharged_by TEXT,
    discharged_kind TEXT,
    lifted_on TEXT,
    lifted_why TEXT,
    version BIGINT NOT NULL DEFAULT 1,
    created_at BIGINT NOT NULL DEFAULT 0,
    updated_at BIGINT NOT NULL DEFAULT 0,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
INSERT INTO duty_new (id, rule, who_kind, who_id, area_id, record_kind, record_id, opened_on, due_on, discharged_on,
    discharged_by)
SELECT id, rule, who_kind, who_id, area_id, record_kind, record_id, opened_on, due_on, discharged_on, discharged_by FROM duty;
DROP TABLE duty;
ALTER TABLE duty_new RENAME TO duty;
CREATE INDEX duty_record_due ON duty (record_id, rule, discharged_on, due_on);
CREATE INDEX duty_due_of ON duty (rule, discharged_on, due_on, area_id, record_id, opened_on);
CREATE UNIQUE INDEX duty_made ON duty (rule, record_id, period) WHERE period IS NOT NULL;
CREATE INDEX duty_open ON duty (area_id, due_on) WHERE discharged_on IS NULL AND lifted_on IS NULL;
CREATE INDEX duty_by ON duty (discharged_by) WHERE period IS NOT NULL;
CREATE INDEX duty_due ON duty (due_on, area_id) WHERE period IS NOT NULL;
