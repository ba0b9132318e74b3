-- Runs without a transaction, because a transaction would keep the locks of each index build until the last one has ended. After a
-- failure it runs again, and builds the indexes that are missing.

-- GET /jobs/all of one organization in the order of ids, with the columns of the filters except the wide name: a job that does not match
-- costs no look-up of its row.
IF INDEXPROPERTY(OBJECT_ID('jobs'), 'ix_jobs_organization_id', 'IndexID') IS NULL
CREATE INDEX ix_jobs_organization_id ON jobs (organization_id, id)
  INCLUDE (state, job_type, state2, paused, mailing_list_id, suppression_list_id,
    created_at, begins_at, started_at, finished_at, retry_at, updated_at)
  WITH (ONLINE = ON (WAIT_AT_LOW_PRIORITY (MAX_DURATION = 1 MINUTES, ABORT_AFTER_WAIT = SELF)));
GO

-- The same in the order of change. Every update moves the entry, so it has the two most common filters only.
IF INDEXPROPERTY(OBJECT_ID('jobs'), 'ix_jobs_organization_changes', 'IndexID') IS NULL
CREATE INDEX ix_jobs_organization_changes ON jobs (organization_id, row_version) INCLUDE (state, job_type)
  WITH (ONLINE = ON (WAIT_AT_LOW_PRIORITY (MAX_DURATION = 1 MINUTES, ABORT_AFTER_WAIT = SELF)));
GO

-- Unique, so that the optimizer knows that rows in the order of change need no further order, and merges them without a sort.
IF INDEXPROPERTY(OBJECT_ID('jobs'), 'uq_jobs_row_version', 'IndexID') IS NULL
CREATE UNIQUE INDEX uq_jobs_row_version ON jobs (row_version)
  WITH (ONLINE = ON (WAIT_AT_LOW_PRIORITY (MAX_DURATION = 1 MINUTES, ABORT_AFTER_WAIT = SELF)));
GO

-- GET /jobs/unfinished: jobs that have not ended, and failed jobs that will be retried. Two filtered indexes, because one accepts no OR,
-- and an index of all failed jobs grows with the table.
IF INDEXPROPERTY(OBJECT_ID('jobs'), 'ix_jobs_running_organization', 'IndexID') IS NULL
CREATE INDEX ix_jobs_running_organization ON jobs (organization_id, id) INCLUDE (state)
  WHERE state <> 'finished' AND state <> 'cancelled' AND state <> 'failed'
  WITH (ONLINE = ON (WAIT_AT_LOW_PRIORITY (MAX_DURATION = 1 MINUTES, ABORT_AFTER_WAIT = SELF)));
GO
IF INDEXPROPERTY(OBJECT_ID('jobs'), 'ix_jobs_running', 'IndexID') IS NULL
CREATE INDEX ix_jobs_running ON jobs (id) INCLUDE (state)
  WHERE state <> 'finished' AND state <> 'cancelled' AND state <> 'failed'
  WITH (ONLINE = ON (WAIT_AT_LOW_PRIORITY (MAX_DURATION = 1 MINUTES, ABORT_AFTER_WAIT = SELF)));
GO
IF INDEXPROPERTY(OBJECT_ID('jobs'), 'ix_jobs_running_organization_row_version', 'IndexID') IS NULL
CREATE INDEX ix_jobs_running_organization_row_version ON jobs (organization_id, row_version) INCLUDE (state)
  WHERE state <> 'finished' AND state <> 'cancelled' AND state <> 'failed'
  WITH (ONLINE = ON (WAIT_AT_LOW_PRIORITY (MAX_DURATION = 1 MINUTES, ABORT_AFTER_WAIT = SELF)));
GO
IF INDEXPROPERTY(OBJECT_ID('jobs'), 'ix_jobs_running_row_version', 'IndexID') IS NULL
CREATE INDEX ix_jobs_running_row_version ON jobs (row_version) INCLUDE (state)
  WHERE state <> 'finished' AND state <> 'cancelled' AND state <> 'failed'
  WITH (ONLINE = ON (WAIT_AT_LOW_PRIORITY (MAX_DURATION = 1 MINUTES, ABORT_AFTER_WAIT = SELF)));
GO
IF INDEXPROPERTY(OBJECT_ID('jobs'), 'ix_jobs_retrying_organization', 'IndexID') IS NULL
CREATE INDEX ix_jobs_retrying_organization ON jobs (organization_id, id) INCLUDE (state, retry_at)
  WHERE state = 'failed' AND retry_at IS NOT NULL
  WITH (ONLINE = ON (WAIT_AT_LOW_PRIORITY (MAX_DURATION = 1 MINUTES, ABORT_AFTER_WAIT = SELF)));
GO
IF INDEXPROPERTY(OBJECT_ID('jobs'), 'ix_jobs_retrying', 'IndexID') IS NULL
CREATE INDEX ix_jobs_retrying ON jobs (id) INCLUDE (state, retry_at)
  WHERE state = 'failed' AND retry_at IS NOT NULL
  WITH (ONLINE = ON (WAIT_AT_LOW_PRIORITY (MAX_DURATION = 1 MINUTES, ABORT_AFTER_WAIT = SELF)));
GO
IF INDEXPROPERTY(OBJECT_ID('jobs'), 'ix_jobs_retrying_organization_row_version', 'IndexID') IS NULL
CREATE INDEX ix_jobs_retrying_organization_row_version ON jobs (organization_id, row_version) INCLUDE (state, retry_at)
  WHERE state = 'failed' AND retry_at IS NOT NULL
  WITH (ONLINE = ON (WAIT_AT_LOW_PRIORITY (MAX_DURATION = 1 MINUTES, ABORT_AFTER_WAIT = SELF)));
GO
IF INDEXPROPERTY(OBJECT_ID('jobs'), 'ix_jobs_retrying_row_version', 'IndexID') IS NULL
CREATE INDEX ix_jobs_retrying_row_version ON jobs (row_version) INCLUDE (state, retry_at)
  WHERE state = 'failed' AND retry_at IS NOT NULL
  WITH (ONLINE = ON (WAIT_AT_LOW_PRIORITY (MAX_DURATION = 1 MINUTES, ABORT_AFTER_WAIT = SELF)));
GO

-- Replaced by the indexes above.
DROP INDEX IF EXISTS ix_jobs_organization ON jobs;
GO
DROP INDEX IF EXISTS ix_jobs_organization_row_version ON jobs;
GO
DROP INDEX IF EXISTS ix_jobs_row_version ON jobs;
GO
DROP INDEX IF EXISTS ix_jobs_unfinished_organization ON jobs;
GO
DROP INDEX IF EXISTS ix_jobs_unfinished ON jobs;
GO
DROP INDEX IF EXISTS ix_jobs_unfinished_organization_row_version ON jobs;
GO
DROP INDEX IF EXISTS ix_jobs_unfinished_row_version ON jobs;
