-- What devices are to say by themselves. next_try_ms is when the row may be taken: at first when it is due, then the end of the
-- lease of the node that has taken it, or the next attempt for a device that was away.
CREATE TABLE alarm (
  alarm_id    VARCHAR(64) NOT NULL,
  device_id   ${idType} NOT NULL,
  kind        VARCHAR(16) NOT NULL,
  due_ms      BIGINT NOT NULL,
  said        ${longText} NOT NULL,
  language    VARCHAR(64) NOT NULL,
  taken       SMALLINT NOT NULL,
  next_try_ms BIGINT NOT NULL,
  PRIMARY KEY (alarm_id)
);

CREATE INDEX alarm_by_try ON alarm (next_try_ms);
CREATE INDEX alarm_by_device ON alarm (device_id, due_ms);

-- How people call a device, in its comparable form.
CREATE TABLE device_name (
  device_id   ${idType} NOT NULL,
  spoken_name ${idType} NOT NULL,
  PRIMARY KEY (device_id)
);

CREATE INDEX device_by_name ON device_name (spoken_name);
