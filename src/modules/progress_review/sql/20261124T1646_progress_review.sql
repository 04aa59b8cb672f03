CREATE TABLE progress_review (
    id TEXT PRIMARY KEY,
    area_id TEXT NOT NULL,
    category TEXT NOT NULL DEFAULT '-',
    title TEXT NOT NULL,
    period TEXT NOT NULL,
    held_on TEXT NOT NULL,
    since TEXT,
    host TEXT,
    status TEXT NOT NULL,
    note TEXT,
    figures TEXT,
    previous_id TEXT,
    closed_on TEXT,
    meeting_id TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE INDEX progress_review_held ON progress_review (held_on, id);
CREATE INDEX progress_review_area ON progress_review (area_id, held_on);
CREATE TABLE progress_review_line (
    id TEXT PRIMARY KEY,
    review_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    topic TEXT NOT NULL,
    title TEXT NOT NULL,
    detail TEXT,
    area_id TEXT NOT NULL,
    count BIGINT NOT NULL,
    link TEXT,
    records TEXT NOT NULL,
    decision TEXT,
    task TEXT,
    reason TEXT,
    decided_by TEXT,
    decided_at BIGINT,
    follow_up_id TEXT
);
CREATE INDEX progress_review_line_of ON progress_review_line (review_id, position);
