-- What the administration of keys shows and needs. Of keys made before, the last characters are not known.
ALTER TABLE api_keys ADD secret_last4 char(4) COLLATE Latin1_General_BIN2 NULL;
ALTER TABLE api_keys ADD expires_at datetime2(0) NULL;

-- GET /api_keys?order_by=name.
CREATE INDEX ix_api_keys_organization_name ON api_keys (organization_id, name, id);

-- Who changed which key, or tried to. Without foreign keys: it outlives what it tells about.
CREATE TABLE audit_log (
  id                    bigint       NOT NULL IDENTITY(1, 1) CONSTRAINT pk_audit_log PRIMARY KEY,
  created_at            datetime2(0) NOT NULL,
  request_id            varchar(64)  NOT NULL,
  actor_organization_id bigint       NOT NULL,
  actor_api_key_id      bigint       NULL,
  action                varchar(32)  NOT NULL,
  outcome               varchar(32)  NOT NULL,
  organization_id       bigint       NULL,
  api_key_id            bigint       NULL,
  detail                nvarchar(500) NOT NULL
);
GO

CREATE TRIGGER audit_log_is_append_only ON audit_log AFTER UPDATE, DELETE AS
  THROW 51000, 'audit_log is append-only.', 1;
GO
