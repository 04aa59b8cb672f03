CREATE INDEX letter_exemption_enterprise ON letter_exemption (enterprise_id);
CREATE INDEX letter_exemption_village ON letter_exemption (party_area_id);
