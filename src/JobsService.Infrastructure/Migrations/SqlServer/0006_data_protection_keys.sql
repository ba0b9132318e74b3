-- The keys that protect the sessions of the dashboard, as XML of ASP.NET Core.
CREATE TABLE data_protection_keys (
  name       varchar(100)   COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT pk_data_protection_keys PRIMARY KEY,
  xml        nvarchar(4000) NOT NULL,
  created_at datetime2(0)   NOT NULL
);
