CREATE TABLE place (
    id TEXT PRIMARY KEY,
    area_id TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    category TEXT,
    address TEXT,
    contact TEXT,
    phone TEXT,
    state TEXT NOT NULL DEFAULT 'open',
    location TEXT,
    note TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE INDEX place_area ON place (area_id, type);
CREATE INDEX place_name ON place (name, id);
