CREATE TABLE meeting_agenda (
    id TEXT PRIMARY KEY,
    meeting_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    presenter TEXT,
    outcome TEXT,
    open_items TEXT
);
CREATE INDEX meeting_agenda_of ON meeting_agenda (meeting_id, position);
CREATE TABLE meeting_attendance (
    id TEXT PRIMARY KEY,
    meeting_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    person_id TEXT,
    name TEXT NOT NULL,
    post TEXT,
    state TEXT NOT NULL,
    note TEXT
);
CREATE INDEX meeting_attendance_of ON meeting_attendance (meeting_id, position);
CREATE TABLE meeting_decision (
    id TEXT PRIMARY KEY,
    meeting_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    text TEXT NOT NULL,
    follow_up_id TEXT,
    by_name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE INDEX meeting_decision_of ON meeting_decision (meeting_id, position);
