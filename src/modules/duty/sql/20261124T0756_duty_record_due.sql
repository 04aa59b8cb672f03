DROP INDEX duty_record;
CREATE INDEX duty_record_due ON duty (record_id, rule, discharged_on, due_on);
DROP INDEX duty_due;
CREATE INDEX duty_due_of ON duty (rule, discharged_on, due_on, area_id, record_id, opened_on);
