CREATE TABLE member_unit (
    id TEXT PRIMARY KEY,
    area_id TEXT NOT NULL,
    name TEXT NOT NULL,
    level TEXT NOT NULL,
    categories TEXT,
    phone TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE TABLE person (
    id TEXT PRIMARY KEY,
    area_id TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT,
    unit TEXT,
    certificate_number TEXT,
    certificate_valid_to TEXT,
    note TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE TABLE appointment (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL,
    area_id TEXT NOT NULL,
    post TEXT NOT NULL,
    role TEXT NOT NULL,
    leading_group TEXT,
    member_unit_id TEXT,
    enterprise_id TEXT,
    categories TEXT,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    document TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL DEFAULT false
);
CREATE INDEX appointment_person ON appointment (person_id);
CREATE INDEX appointment_area ON appointment (area_id, role);
