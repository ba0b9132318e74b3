-- Creates the two logins of the service and their users in the database; grants.sql grants them their permissions:
--   the migrator  runs "migrate", "seed" and "keys";
--   the service   runs "serve".
-- For SQL Server and Azure SQL Managed Instance; azure-users.sql is for Azure SQL Database. Can be run repeatedly, with the same or new
-- passwords. The passwords must not contain an apostrophe. sqlcmd reads the variables from the environment, where other users of the
-- machine cannot see them:
--   export Database=jobs MigratorLogin=jobs_migrator MigratorPassword=... ServiceLogin=jobs_service ServicePassword=...
--   sqlcmd -S SERVER -b -I -i logins.sql,grants.sql
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

IF SUSER_ID('$(ServiceLogin)') IS NULL
  CREATE LOGIN [$(ServiceLogin)] WITH PASSWORD = N'$(ServicePassword)', DEFAULT_DATABASE = [$(Database)];
ELSE
  ALTER LOGIN [$(ServiceLogin)] WITH PASSWORD = N'$(ServicePassword)';
GO

IF DATABASE_PRINCIPAL_ID('$(ServiceLogin)') IS NULL
  CREATE USER [$(ServiceLogin)] FOR LOGIN [$(ServiceLogin)];
GO
