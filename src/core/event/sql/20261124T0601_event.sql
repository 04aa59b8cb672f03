CREATE TABLE event (
    seq $SERIAL,
    xid $XID,
    at BIGINT NOT NULL,
    actor_id TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    record_id TEXT NOT NULL,
    verb TEXT NOT NULL,
    area_id TEXT,
    before TEXT,
    after TEXT
);
CREATE INDEX event_record ON event (record_id, seq);
CREATE TABLE event_seal (
    number $SERIAL,
    last_xid TEXT NOT NULL,
    last_seq BIGINT NOT NULL,
    count BIGINT NOT NULL,
    hash TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
