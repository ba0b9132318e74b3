-- Creates the two users of the service in a database of Azure SQL Database, which has no logins for a single database; grants.sql grants
-- them their permissions. Can be run repeatedly, with the same or new passwords, as an administrator of the database:
--   export MigratorLogin=jobs_migrator MigratorPassword=... ServiceLogin=jobs_service ServicePassword=...
--   sqlcmd -S SERVER.database.windows.net -d jobs -b -I -i azure-users.sql,grants.sql
-- With Microsoft Entra authentication, create the users by CREATE USER [NAME] FROM EXTERNAL PROVIDER instead, and run grants.sql.
IF DATABASE_PRINCIPAL_ID('$(MigratorLogin)') IS NULL
  CREATE USER [$(MigratorLogin)] WITH PASSWORD = N'$(MigratorPassword)';
ELSE
  ALTER USER [$(MigratorLogin)] WITH PASSWORD = N'$(MigratorPassword)';
GO

IF DATABASE_PRINCIPAL_ID('$(ServiceLogin)') IS NULL
  CREATE USER [$(ServiceLogin)] WITH PASSWORD = N'$(ServicePassword)';
ELSE
  ALTER USER [$(ServiceLogin)] WITH PASSWORD = N'$(ServicePassword)';
GO
