ALTER TABLE checklist ADD COLUMN source_files TEXT;
ALTER TABLE checklist ADD COLUMN source_sha256 TEXT;
