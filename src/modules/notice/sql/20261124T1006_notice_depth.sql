ALTER TABLE notice ADD COLUMN code TEXT;
ALTER TABLE notice ADD COLUMN measures TEXT;
ALTER TABLE notice ADD COLUMN until_on TEXT;
ALTER TABLE notice ADD COLUMN major BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE notice ADD COLUMN lifted_on TEXT;
ALTER TABLE notice ADD COLUMN lifting TEXT;
CREATE UNIQUE INDEX notice_code ON notice (code);
CREATE INDEX notice_earlier ON notice (earlier_id) WHERE earlier_id IS NOT NULL;
