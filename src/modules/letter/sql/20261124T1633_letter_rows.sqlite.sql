INSERT INTO letter
    (id, area_id, title, letter_type, year, party_type, party_area_id, enterprise_id, project_id, party,
    counterparty, due_on, state, signed_on, signer, attachments, note, earlier_fields, version, created_at,
    updated_at, withdrawn)
SELECT id, area_id, json_extract(fields, '$.title'), json_extract(fields, '$.letterType'), json_extract(fields,
    '$.year'), json_extract(fields, '$.partyType'), json_extract(fields, '$.partyAreaId'),
    json_extract(fields, '$.enterpriseId'), json_extract(fields, '$.projectId'), json_extract(fields,
    '$.party'), json_extract(fields, '$.counterparty'), json_extract(fields, '$.dueOn'), json_extract(fields,
    '$.state'), json_extract(fields, '$.signedOn'), json_extract(fields, '$.signer'), json_extract(fields,
    '$.attachments'), json_extract(fields, '$.note'), fields, version, created_at, updated_at, withdrawn
FROM entry WHERE kind = 'letters';
DELETE FROM entry_key WHERE kind = 'letters';
DELETE FROM entry WHERE kind = 'letters';
DELETE FROM ledger_declaration WHERE kind = 'letters';
