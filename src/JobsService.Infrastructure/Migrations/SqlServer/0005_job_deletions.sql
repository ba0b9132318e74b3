-- Deleted jobs, in the order of the changes of jobs: GET /jobs/changes. Kept for 7 days.
CREATE TABLE job_deletions (
  id              bigint       NOT NULL,
  organization_id bigint       NOT NULL,
  deleted_at      datetime2(0) NOT NULL,
  row_version     rowversion   NOT NULL,
  CONSTRAINT pk_job_deletions PRIMARY KEY (row_version)
);

CREATE INDEX ix_job_deletions_organization_row_version ON job_deletions (organization_id, row_version) INCLUDE (id);

-- The highest row_version of the deletions that are no longer kept.
CREATE TABLE job_deletions_kept (
  id         tinyint   NOT NULL CONSTRAINT pk_job_deletions_kept PRIMARY KEY CONSTRAINT ck_job_deletions_kept_id CHECK (id = 1),
  kept_after binary(8) NOT NULL
);

INSERT INTO job_deletions_kept (id, kept_after) VALUES (1, 0x0000000000000000);
GO

-- Records what any program deletes. Not fired by TRUNCATE TABLE. A trigger on DELETE alone, because a table with an UPDATE trigger
-- refuses UPDATE with OUTPUT, which programs that take jobs from a queue use.
CREATE TRIGGER jobs_deletion ON jobs AFTER DELETE AS
BEGIN
  SET NOCOUNT ON;
  INSERT INTO job_deletions (id, organization_id, deleted_at)
  SELECT id, organization_id, SYSUTCDATETIME() FROM deleted;

  -- Each statement removes up to a thousand old ones, so that no program needs to do it. Without the lock, another transaction
  -- does; waiting for it could be a deadlock.
  DECLARE @locked int;
  EXEC @locked = sp_getapplock @Resource = 'job_deletions', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 0;
  IF @locked < 0
    RETURN;

  -- Rows that others have not committed are younger.
  DECLARE @old binary(8) = (
    SELECT MAX(row_version)
    FROM (SELECT TOP (1000) row_version, deleted_at FROM job_deletions WITH (NOLOCK) ORDER BY row_version) AS oldest
    WHERE deleted_at < DATEADD(day, -7, SYSUTCDATETIME())
  );
  IF @old IS NULL
    RETURN;
  UPDATE job_deletions_kept SET kept_after = @old WHERE id = 1 AND kept_after < @old;
  DELETE FROM job_deletions WHERE row_version <= @old;
END;
GO

-- What a reader of changes must know first. Changes up to latest are committed; those up to newest have begun.
CREATE VIEW job_change_position AS
SELECT
  CAST(MIN_ACTIVE_ROWVERSION() AS bigint) - 1 AS latest,
  CAST(@@DBTS AS bigint) AS newest,
  CAST(kept_after AS bigint) AS deletions_kept_after
FROM job_deletions_kept;
