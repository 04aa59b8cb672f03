CREATE TABLE measure_delta (
    seq $SERIAL,
    xid $XID,
    measure TEXT NOT NULL,
    area_id TEXT NOT NULL,
    day TEXT NOT NULL,
    dimension TEXT NOT NULL,
    n BIGINT NOT NULL,
    approximate INTEGER NOT NULL,
    record_kind TEXT NOT NULL,
    record_id TEXT NOT NULL
);
CREATE INDEX measure_delta_record ON measure_delta (record_id, measure);
CREATE INDEX measure_delta_day ON measure_delta (measure, day);
CREATE TABLE measure_total (
    measure TEXT NOT NULL,
    grain TEXT NOT NULL,
    day TEXT NOT NULL,
    area_id TEXT NOT NULL,
    dimension TEXT NOT NULL,
    n BIGINT NOT NULL,
    approximate BIGINT NOT NULL,
    PRIMARY KEY (measure, grain, day, area_id, dimension)
);
CREATE TABLE measure_fold (
    sole INTEGER PRIMARY KEY,
    last_xid TEXT NOT NULL,
    last_seq BIGINT NOT NULL
);
INSERT INTO measure_fold (sole, last_xid, last_seq) VALUES (1, '0', 0);
