-- Creates the database with READ_COMMITTED_SNAPSHOT, so that readers and writers do not block each other. Can be run repeatedly.
-- For SQL Server and Azure SQL Managed Instance. A new database of Azure SQL Database has this setting already.
-- As an administrator of the server: export Database=jobs; sqlcmd -S SERVER -b -I -i database.sql
IF DB_ID('$(Database)') IS NULL
  CREATE DATABASE [$(Database)];
GO

-- Waits until there are no other connections to the database. Add WITH ROLLBACK IMMEDIATE to close them instead.
IF EXISTS (SELECT 1 FROM sys.databases WHERE name = '$(Database)' AND is_read_committed_snapshot_on = 0)
  ALTER DATABASE [$(Database)] SET READ_COMMITTED_SNAPSHOT ON;
GO
