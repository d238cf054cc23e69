-- Types that differ between databases are placeholders; see the class Dialect.

CREATE TABLE device (
  device_id     ${idType} NOT NULL,
  client_id     VARCHAR(128) NOT NULL,
  agent_id      VARCHAR(128) NOT NULL,
  owner_name    VARCHAR(128) NOT NULL,
  firmware      VARCHAR(64) NOT NULL,
  board         VARCHAR(128) NOT NULL,
  first_seen_ms BIGINT NOT NULL,
  last_seen_ms  BIGINT NOT NULL,
  PRIMARY KEY (device_id)
);

-- What was said is personal: no copy of it is kept anywhere else.
CREATE TABLE conversation (
  session_id  VARCHAR(64) NOT NULL,
  turn_id     INTEGER NOT NULL,
  device_id   ${idType} NOT NULL,
  said        ${longText} NOT NULL,
  answered    ${longText} NOT NULL,
  interrupted SMALLINT NOT NULL,
  at_ms       BIGINT NOT NULL,
  PRIMARY KEY (session_id, turn_id)
);

CREATE INDEX conversation_by_device ON conversation (device_id, at_ms, session_id, turn_id);
CREATE INDEX conversation_by_age ON conversation (at_ms);

CREATE TABLE activation (
  device_id     ${idType} NOT NULL,
  code          VARCHAR(6) NOT NULL,
  challenge     VARCHAR(64) NOT NULL,
  expires_at_ms BIGINT NOT NULL,
  PRIMARY KEY (device_id),
  CONSTRAINT activation_code_once UNIQUE (code)
);
