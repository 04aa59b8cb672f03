CREATE INDEX appointment_enterprise ON appointment (enterprise_id);
