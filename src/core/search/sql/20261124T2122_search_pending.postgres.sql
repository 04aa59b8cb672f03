-- New texts wait in a list until it is full, and whoever fills it puts all of them into the index: at PostgreSQL's own
-- 4 MB that one write takes 60 ms, so it is done eight times as often.
ALTER INDEX search_bigrams SET (gin_pending_list_limit = 512);
