-- The town's own signature is a setting like the others; those of villages stay with their area.
UPDATE setting SET name = 'report_organ' WHERE name = (SELECT 'report_organ:' || id FROM area WHERE parent_id IS NULL AND NOT withdrawn ORDER BY created_at LIMIT 1);
