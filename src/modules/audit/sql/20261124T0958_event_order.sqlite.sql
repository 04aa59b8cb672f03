DROP INDEX IF EXISTS event_order;
