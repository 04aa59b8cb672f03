-- Live streams, folding and seals read on from (xid, seq).
CREATE INDEX event_order ON event (xid, seq);
