ALTER TABLE letter ADD COLUMN counter_state TEXT;
ALTER TABLE letter ADD COLUMN counter_signer TEXT;
ALTER TABLE letter ADD COLUMN counter_signer_post TEXT;
ALTER TABLE letter ADD COLUMN counter_signer_person_id TEXT;
ALTER TABLE letter ADD COLUMN counter_signed_on TEXT;
ALTER TABLE letter ADD COLUMN counter_signed_at BIGINT;
ALTER TABLE letter ADD COLUMN counter_sign_method TEXT;
ALTER TABLE letter ADD COLUMN counter_signature TEXT;
