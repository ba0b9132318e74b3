-- Times are UTC seconds since 1970 (INTEGER); true and false are 1 and 0.
CREATE TABLE organizations (
  id         INTEGER NOT NULL PRIMARY KEY,
  name       TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  active     INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at INTEGER NOT NULL DEFAULT (unixepoch())
) STRICT;

-- AUTOINCREMENT: the id of a deleted key is never given to another one.
CREATE TABLE api_keys (
  id              INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  organization_id INTEGER NOT NULL REFERENCES organizations (id),
  name            TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  role            TEXT    NOT NULL DEFAULT 'organization_admin' CHECK (role IN ('organization_admin', 'system_admin')),
  secret_hash     BLOB    NOT NULL UNIQUE CHECK (length(secret_hash) = 32),
  active          INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at      INTEGER NOT NULL DEFAULT (unixepoch()),
  last_used_at    INTEGER NULL,
  CHECK (role <> 'system_admin' OR organization_id = 1)
) STRICT;

CREATE INDEX ix_api_keys_organization ON api_keys (organization_id, id);
