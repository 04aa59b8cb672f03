CREATE INDEX attachment_newest ON attachment (created_at);
