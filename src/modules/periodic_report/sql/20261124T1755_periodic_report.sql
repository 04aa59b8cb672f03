CREATE TABLE periodic_report (
    id TEXT PRIMARY KEY,
    area_id TEXT NOT NULL,
    category TEXT NOT NULL DEFAULT '-',
    title TEXT NOT NULL,
    period TEXT NOT NULL,
    form TEXT NOT NULL,
    level TEXT NOT NULL,
    period_to TEXT NOT NULL,
    state TEXT NOT NULL,
    zero BOOLEAN,
    words TEXT,
    marks TEXT,
    figures TEXT,
    submitted_on TEXT,
    resubmitted_on TEXT,
    submitted_by TEXT,
    submitted_by_id TEXT,
    returned_on TEXT,
    returned_by TEXT,
    return_reason TEXT,
    accepted_on TEXT,
    accepted_by TEXT,
    acceptance_note TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX periodic_report_one ON periodic_report (area_id, period) WHERE NOT withdrawn;
CREATE INDEX periodic_report_period ON periodic_report (period, area_id);
CREATE INDEX periodic_report_ended ON periodic_report (area_id, period_to);
