-- The keys that protect the sessions of the dashboard, as XML of ASP.NET Core.
CREATE TABLE data_protection_keys (
  name       TEXT    NOT NULL PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 100),
  xml        TEXT    NOT NULL CHECK (length(xml) BETWEEN 1 AND 4000),
  created_at INTEGER NOT NULL
) STRICT;
