-- What the administration of keys shows and needs. Of keys made before, the last characters are not known.
ALTER TABLE api_keys ADD COLUMN secret_last4 TEXT NULL CHECK (length(secret_last4) = 4);
ALTER TABLE api_keys ADD COLUMN expires_at INTEGER NULL;

-- GET /api_keys?order_by=name.
CREATE INDEX ix_api_keys_organization_name ON api_keys (organization_id, name, id);

-- Who changed which key, or tried to. Without foreign keys: it outlives what it tells about.
CREATE TABLE audit_log (
  id                    INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  created_at            INTEGER NOT NULL,
  request_id            TEXT    NOT NULL,
  actor_organization_id INTEGER NOT NULL,
  actor_api_key_id      INTEGER NULL,
  action                TEXT    NOT NULL,
  outcome               TEXT    NOT NULL,
  organization_id       INTEGER NULL,
  api_key_id            INTEGER NULL,
  detail                TEXT    NOT NULL
) STRICT;

CREATE TRIGGER audit_log_is_never_updated BEFORE UPDATE ON audit_log
BEGIN
  SELECT RAISE(ABORT, 'audit_log is append-only.');
END;

CREATE TRIGGER audit_log_is_never_deleted BEFORE DELETE ON audit_log
BEGIN
  SELECT RAISE(ABORT, 'audit_log is append-only.');
END;
