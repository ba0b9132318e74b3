-- Creates the two logins of the service, with least privilege:
--   the migrator  runs "migrate", "seed" and "keys": changes the schema, reads and writes all tables;
--   the service   runs "serve": reads its tables, writes API keys, and appends to the audit log and to the
--                 keys that protect sessions.
-- Can be run repeatedly, with the same or new passwords. Run it again after each "migrate" that creates a table, because
-- permissions can only be granted on existing tables.
-- Run with sqlcmd as an administrator of the server. The passwords must not contain an apostrophe:
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
  GRANT SELECT ON dbo.job_deletions TO [$(ServiceLogin)];
  GRANT SELECT ON dbo.job_change_position TO [$(ServiceLogin)];
  GRANT SELECT ON dbo.schema_versions TO [$(ServiceLogin)];
  GRANT SELECT, INSERT ON dbo.data_protection_keys TO [$(ServiceLogin)];
END
GO
