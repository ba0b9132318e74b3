-- Deletes jobs that have ended and have not changed for a number of days. For the programs that write jobs, with a login that may read
-- and delete them; the service's login may not. Requests do not notice it: a batch changes at most 1000 rows, which is too few for a
-- lock of the whole table, and a batch that meets a lock or a deadlock gives up. Run it again then.
--   export Days=400; sqlcmd -S SERVER -d jobs -b -I -i purge.sql
SET NOCOUNT ON;
SET LOCK_TIMEOUT 1000;
SET DEADLOCK_PRIORITY LOW;

DECLARE @before datetime2(0) = DATEADD(day, -$(Days), SYSUTCDATETIME());
DECLARE @last bigint = 0;
DECLARE @next bigint = 0;
WHILE @next IS NOT NULL
BEGIN
  SET @next = (SELECT MAX(batch.id) FROM (SELECT TOP (1000) id FROM dbo.jobs WHERE id > @last ORDER BY id) AS batch);
  DELETE FROM dbo.jobs
  WHERE id > @last AND id <= @next AND updated_at < @before
    AND (state = 'finished' OR state = 'cancelled' OR (state = 'failed' AND retry_at IS NULL));
  SET @last = @next;
  WAITFOR DELAY '00:00:00.100';
END
GO
