-- Makes the database, with the setting that lets lists and writers not wait for each other. Can be run again.
-- For sqlcmd, as an administrator of the server: sqlcmd -S SERVER -b -I -v Database=jobs -i database.sql
IF DB_ID('$(Database)') IS NULL
  CREATE DATABASE [$(Database)];
GO

-- On a database in use this waits until nobody is connected; WITH ROLLBACK IMMEDIATE ends all connections instead.
IF EXISTS (SELECT 1 FROM sys.databases WHERE name = '$(Database)' AND is_read_committed_snapshot_on = 0)
  ALTER DATABASE [$(Database)] SET READ_COMMITTED_SNAPSHOT ON;
GO
