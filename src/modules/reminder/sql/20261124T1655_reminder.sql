CREATE TABLE reminder_channel (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    area_id TEXT NOT NULL,
    way TEXT NOT NULL,
    hour BIGINT NOT NULL,
    days_before BIGINT NOT NULL,
    late_days BIGINT NOT NULL,
    enabled BOOLEAN NOT NULL,
    mail_to TEXT,
    host TEXT,
    note TEXT,
    secret_address TEXT,
    secret_key TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE TABLE reminder_message (
    id TEXT PRIMARY KEY,
    channel_id TEXT NOT NULL,
    channel_name TEXT NOT NULL,
    area_id TEXT NOT NULL,
    day TEXT NOT NULL,
    late BIGINT NOT NULL,
    soon BIGINT NOT NULL,
    content TEXT NOT NULL,
    state TEXT NOT NULL,
    tries BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    sent_at BIGINT,
    error TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX reminder_message_day ON reminder_message (channel_id, day);
CREATE INDEX reminder_message_next ON reminder_message (state, next_at);
