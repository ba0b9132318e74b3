-- Makes the two logins of the service, each with no more rights than it needs:
--   the migrator  runs "migrate", "seed" and "keys": it changes the schema and writes rows;
--   the service   runs "serve": it reads the tables that it answers from, writes keys, appends to the audit log, and
--                 nothing else.
-- Can be run again, with the same or new passwords, and must be after every "migrate" that made a table: only then there is
-- something to grant the service.
-- For sqlcmd, as an administrator of the server, with passwords that have no apostrophe:
--   sqlcmd -S SERVER -b -I -v Database=jobs MigratorLogin=jobs_migrator MigratorPassword=... \
--     ServiceLogin=jobs_service ServicePassword=... -i logins.sql
USE [$(Database)];
GO

IF SUSER_ID('$(MigratorLogin)') IS NULL
  CREATE LOGIN [$(MigratorLogin)] WITH PASSWORD = N'$(MigratorPassword)', DEFAULT_DATABASE = [$(Database)];
ELSE
  ALTER LOGIN [$(MigratorLogin)] WITH PASSWORD = N'$(MigratorPassword)';
GO

IF DATABASE_PRINCIPAL_ID('$(MigratorLogin)') IS NULL
  CREATE USER [$(MigratorLogin)] FOR LOGIN [$(MigratorLogin)];
GO

ALTER ROLE db_ddladmin ADD MEMBER [$(MigratorLogin)];
ALTER ROLE db_datareader ADD MEMBER [$(MigratorLogin)];
ALTER ROLE db_datawriter ADD MEMBER [$(MigratorLogin)];
GO

IF SUSER_ID('$(ServiceLogin)') IS NULL
  CREATE LOGIN [$(ServiceLogin)] WITH PASSWORD = N'$(ServicePassword)', DEFAULT_DATABASE = [$(Database)];
ELSE
  ALTER LOGIN [$(ServiceLogin)] WITH PASSWORD = N'$(ServicePassword)';
GO

IF DATABASE_PRINCIPAL_ID('$(ServiceLogin)') IS NULL
  CREATE USER [$(ServiceLogin)] FOR LOGIN [$(ServiceLogin)];
GO

IF OBJECT_ID('dbo.jobs') IS NOT NULL
BEGIN
  GRANT SELECT ON dbo.organizations TO [$(ServiceLogin)];
  GRANT SELECT, INSERT, UPDATE, DELETE ON dbo.api_keys TO [$(ServiceLogin)];
  GRANT SELECT, INSERT ON dbo.audit_log TO [$(ServiceLogin)];
  GRANT SELECT ON dbo.jobs TO [$(ServiceLogin)];
  GRANT SELECT ON dbo.schema_versions TO [$(ServiceLogin)];
END
GO
