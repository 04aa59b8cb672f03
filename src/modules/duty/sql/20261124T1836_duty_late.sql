DROP INDEX duty_open;
CREATE INDEX duty_late ON duty (area_id, due_on, id, ends_on, category, owner_id) WHERE discharged_on IS NULL AND lifted_on IS NULL AND NOT withdrawn;
DROP INDEX duty_by;
CREATE INDEX duty_by ON duty (discharged_by) WHERE period IS NOT NULL AND discharged_by IS NOT NULL;
