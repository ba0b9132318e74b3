-- Grants the least privilege to the two users of the service:
--   the migrator  changes the schema, reads and writes all tables;
--   the service   reads its tables, writes API keys, and appends to the audit log and to the keys that protect
--                 sessions.
-- Can be run repeatedly. Run it again after each "migrate" that creates a table, because permissions can only be granted on existing
-- tables. Run it in the database of the service, as one of its owners:
--   export MigratorLogin=jobs_migrator ServiceLogin=jobs_service
--   sqlcmd -S SERVER -d jobs -b -I -i grants.sql
ALTER ROLE db_ddladmin ADD MEMBER [$(MigratorLogin)];
ALTER ROLE db_datareader ADD MEMBER [$(MigratorLogin)];
ALTER ROLE db_datawriter ADD MEMBER [$(MigratorLogin)];
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
