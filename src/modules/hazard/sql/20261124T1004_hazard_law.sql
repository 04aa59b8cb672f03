ALTER TABLE hazard ADD COLUMN certainty TEXT;
ALTER TABLE hazard ADD COLUMN criterion_certainty TEXT;
ALTER TABLE hazard ADD COLUMN sector TEXT;
ALTER TABLE hazard ADD COLUMN standard TEXT;
