ALTER TABLE reminder_channel ADD COLUMN language TEXT;
