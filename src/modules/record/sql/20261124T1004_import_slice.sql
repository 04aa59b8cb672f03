CREATE TABLE import_slice (
    job_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    kind TEXT NOT NULL,
    ids TEXT NOT NULL,
    PRIMARY KEY (job_id, number)
);
