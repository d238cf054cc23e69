-- What people wanted to be kept; personal, like the conversation.
CREATE TABLE note (
  device_id ${idType} NOT NULL,
  note_id   ${idType} NOT NULL,
  text      ${longText} NOT NULL,
  at_ms     BIGINT NOT NULL,
  PRIMARY KEY (device_id, note_id)
);
