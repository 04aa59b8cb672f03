ALTER TABLE hazard ADD COLUMN recurrence_of TEXT;
ALTER TABLE hazard ADD COLUMN first_due_on TEXT;
ALTER TABLE hazard ADD COLUMN extensions BIGINT NOT NULL DEFAULT 0;
ALTER TABLE hazard ADD COLUMN referred_to TEXT;
ALTER TABLE hazard ADD COLUMN referred_on TEXT;
ALTER TABLE hazard ADD COLUMN referral_number TEXT;
ALTER TABLE hazard ADD COLUMN answer_due_on TEXT;
ALTER TABLE hazard ADD COLUMN answered_on TEXT;
ALTER TABLE hazard ADD COLUMN answer_result TEXT;
ALTER TABLE hazard ADD COLUMN listed_state TEXT;
ALTER TABLE hazard ADD COLUMN listed_by TEXT;
ALTER TABLE hazard ADD COLUMN listed_document TEXT;
ALTER TABLE hazard ADD COLUMN listed_on TEXT;
ALTER TABLE hazard ADD COLUMN listed_due_on TEXT;
ALTER TABLE hazard ADD COLUMN listed_person TEXT;
ALTER TABLE hazard ADD COLUMN governance_plan TEXT;
ALTER TABLE hazard ADD COLUMN lifted_on TEXT;
ALTER TABLE hazard ADD COLUMN lifted_document TEXT;
ALTER TABLE hazard_step ADD COLUMN seq BIGINT NOT NULL DEFAULT 0;
CREATE INDEX hazard_listed ON hazard (listed_on) WHERE listed_on IS NOT NULL;
CREATE INDEX hazard_recurrence ON hazard (recurrence_of) WHERE recurrence_of IS NOT NULL;
CREATE INDEX hazard_referred ON hazard (referred_on) WHERE referred_on IS NOT NULL;
CREATE TABLE hazard_notice (
    hazard_id TEXT NOT NULL,
    notice_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (notice_id, hazard_id)
);
CREATE INDEX hazard_notice_hazard ON hazard_notice (hazard_id, notice_id);
