-- Rows are only ever added at the end and taken away at the beginning; each holds the hash of the one before.
CREATE TABLE audit (
  seq           BIGINT NOT NULL,
  batch         VARCHAR(128) NOT NULL,
  at_ms         BIGINT NOT NULL,
  device_id     ${idType} NOT NULL,
  agent_id      VARCHAR(128) NOT NULL,
  session_id    VARCHAR(64) NOT NULL,
  turn_id       INTEGER NOT NULL,
  tool          VARCHAR(128) NOT NULL,
  origin        VARCHAR(128) NOT NULL,
  effect        VARCHAR(32) NOT NULL,
  decision      VARCHAR(32) NOT NULL,
  outcome       VARCHAR(32) NOT NULL,
  duration_ms   INTEGER NOT NULL,
  arguments     ${longText} NOT NULL,
  previous_hash VARCHAR(64) NOT NULL,
  row_hash      VARCHAR(64) NOT NULL,
  PRIMARY KEY (seq)
);

CREATE INDEX audit_by_batch ON audit (batch);
CREATE INDEX audit_by_device ON audit (device_id, seq);

-- One row: between what the chain stands now. Whoever adds to the chain holds it.
CREATE TABLE audit_head (
  id        INTEGER NOT NULL,
  first_seq BIGINT NOT NULL,
  last_seq  BIGINT NOT NULL,
  last_hash VARCHAR(64) NOT NULL,
  PRIMARY KEY (id)
);

INSERT INTO audit_head (id, first_seq, last_seq, last_hash) VALUES (1, 1, 0, '');
