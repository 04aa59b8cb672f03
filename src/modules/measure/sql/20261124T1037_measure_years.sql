INSERT INTO measure_total (measure, grain, day, area_id, dimension, n, approximate)
SELECT measure, 'y', SUBSTR(day, 1, 5) || '01-01', area_id, dimension, SUM(n), SUM(approximate)
FROM measure_total WHERE grain = 'm'
GROUP BY measure, SUBSTR(day, 1, 5) || '01-01', area_id, dimension;
