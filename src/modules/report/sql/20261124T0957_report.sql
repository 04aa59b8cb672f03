-- A report that somebody works on: one row per edition (a correction of a signed report is the next edition).
CREATE TABLE report (
    id TEXT PRIMARY KEY,
    area_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    period TEXT NOT NULL,
    edition INTEGER NOT NULL,
    state TEXT NOT NULL,
    title TEXT,
    addressee TEXT,
    document_number TEXT,
    organ TEXT,
    day TEXT,
    copies TEXT,
    annexes TEXT NOT NULL,
    compares BOOLEAN NOT NULL DEFAULT false,
    reason TEXT,
    drafted_by TEXT NOT NULL,
    submitted_by TEXT,
    submitted_at BIGINT,
    checked_by TEXT,
    checked_at BIGINT,
    signed_by TEXT,
    signed_at BIGINT,
    signed_in_spite TEXT,
    sha256 TEXT,
    frozen TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX report_edition ON report (area_id, kind, period, edition);
-- A block of its text: as the records give it (words is null), or as somebody wrote it (based_on: what the records gave then).
CREATE TABLE report_block (
    report_id TEXT NOT NULL,
    block TEXT NOT NULL,
    own BOOLEAN NOT NULL,
    type TEXT NOT NULL,
    level INTEGER NOT NULL,
    place DOUBLE PRECISION NOT NULL,
    removed BOOLEAN NOT NULL DEFAULT false,
    words TEXT,
    based_on TEXT,
    edited_by TEXT,
    edited_at BIGINT,
    version BIGINT NOT NULL,
    PRIMARY KEY (report_id, block)
);
