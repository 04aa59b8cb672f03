CREATE INDEX notice_number_text ON notice (organ, number);
