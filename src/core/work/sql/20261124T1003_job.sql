CREATE TABLE job (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    account_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    title_zh TEXT NOT NULL,
    title_en TEXT NOT NULL,
    state TEXT NOT NULL,
    step TEXT NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    ended_at BIGINT,
    cancel_asked BOOLEAN NOT NULL DEFAULT false,
    node TEXT NOT NULL,
    answer TEXT,
    problem TEXT
);
CREATE INDEX job_account ON job (account_id, created_at);
CREATE INDEX job_state ON job (state, node);
