CREATE TABLE incoming_document (
    id TEXT PRIMARY KEY,
    area_id TEXT NOT NULL,
    sender TEXT NOT NULL,
    number TEXT,
    title TEXT NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    received_on TEXT NOT NULL,
    answer_due_on TEXT,
    note TEXT,
    attachments TEXT,
    answered_on TEXT,
    answer_number TEXT,
    answer TEXT,
    answer_attachments TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE INDEX incoming_document_received ON incoming_document (received_on, id);
CREATE INDEX incoming_document_due ON incoming_document (status, answer_due_on, id);
CREATE INDEX incoming_document_area ON incoming_document (area_id, received_on, id);
