-- Folding and every figure read on from (xid, seq).
CREATE INDEX measure_delta_order ON measure_delta (xid, seq);
