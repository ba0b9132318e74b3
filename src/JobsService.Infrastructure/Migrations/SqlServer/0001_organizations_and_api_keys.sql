-- Times are UTC, whole seconds.
CREATE TABLE organizations (
  id         bigint        NOT NULL CONSTRAINT pk_organizations PRIMARY KEY,
  name       nvarchar(255) NOT NULL CONSTRAINT ck_organizations_name CHECK (LEN(name) >= 1),
  active     bit           NOT NULL CONSTRAINT df_organizations_active DEFAULT 1,
  created_at datetime2(0)  NOT NULL CONSTRAINT df_organizations_created_at DEFAULT SYSUTCDATETIME()
);

CREATE TABLE api_keys (
  id              bigint        NOT NULL IDENTITY(1, 1) CONSTRAINT pk_api_keys PRIMARY KEY,
  organization_id bigint        NOT NULL CONSTRAINT fk_api_keys_organization REFERENCES organizations (id),
  -- Found and sorted by the same rules whatever the database's own are.
  name            nvarchar(100) COLLATE Latin1_General_100_CI_AS_SC NOT NULL CONSTRAINT ck_api_keys_name CHECK (LEN(name) >= 1),
  role            varchar(32)   COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT df_api_keys_role DEFAULT 'organization_admin'
                                CONSTRAINT ck_api_keys_role CHECK (role IN ('organization_admin', 'system_admin')),
  secret_hash     binary(32)    NOT NULL CONSTRAINT uq_api_keys_secret_hash UNIQUE,
  active          bit           NOT NULL CONSTRAINT df_api_keys_active DEFAULT 1,
  created_at      datetime2(0)  NOT NULL CONSTRAINT df_api_keys_created_at DEFAULT SYSUTCDATETIME(),
  last_used_at    datetime2(0)  NULL,
  CONSTRAINT ck_api_keys_system_admin CHECK (role <> 'system_admin' OR organization_id = 1)
);

CREATE INDEX ix_api_keys_organization ON api_keys (organization_id, id);
