INSERT INTO letter
    (id, area_id, title, letter_type, year, party_type, party_area_id, enterprise_id, project_id, party,
    counterparty, due_on, state, signed_on, signer, attachments, note, earlier_fields, version, created_at,
    updated_at, withdrawn)
SELECT id, area_id, fields::json ->> 'title', fields::json ->> 'letterType', (fields::json ->> 'year')::bigint,
    fields::json ->> 'partyType', fields::json ->> 'partyAreaId', fields::json ->> 'enterpriseId',
    fields::json ->> 'projectId', fields::json ->> 'party', fields::json ->> 'counterparty', fields::json ->>
    'dueOn', fields::json ->> 'state', fields::json ->> 'signedOn', fields::json ->> 'signer', fields::json
    ->> 'attachments', fields::json ->> 'note', fields, version, created_at, updated_at, withdrawn
FROM entry WHERE kind = 'letters';
DELETE FROM entry_key WHERE kind = 'letters';
DELETE FROM entry WHERE kind = 'letters';
DELETE FROM ledger_declaration WHERE kind = 'letters';
