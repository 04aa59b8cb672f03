DROP INDEX duty_record_due;
CREATE INDEX duty_record_due ON duty (record_id, rule, discharged_on, due_on) WHERE period IS NULL;
DROP INDEX duty_due_of;
CREATE INDEX duty_due_of ON duty (rule, discharged_on, due_on, area_id, record_id, opened_on) WHERE period IS NULL;
DROP INDEX duty_made;
CREATE UNIQUE INDEX duty_made ON duty (record_id, rule, period);
