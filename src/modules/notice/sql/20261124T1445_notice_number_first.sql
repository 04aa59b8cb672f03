DROP INDEX notice_number_text;
CREATE INDEX notice_number_first ON notice (number, organ);
