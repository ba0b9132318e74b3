-- The position of a job's last change among all changes: GET /jobs/all?order_by=changed. The server sets it on every insert and
-- update, also if the update changes no value.
ALTER TABLE jobs ADD row_version rowversion NOT NULL;

-- Compared without regard to case, as the API's filters do.
ALTER TABLE jobs ALTER COLUMN state2 varchar(64) COLLATE Latin1_General_CI_AS NULL;
GO

-- The lists in the order of change: all jobs and the unfinished ones, of one organization and of all.
CREATE INDEX ix_jobs_organization_row_version ON jobs (organization_id, row_version);
CREATE INDEX ix_jobs_row_version ON jobs (row_version);
CREATE INDEX ix_jobs_unfinished_organization_row_version ON jobs (organization_id, row_version) INCLUDE (state, retry_at)
  WHERE state <> 'finished' AND state <> 'cancelled';
CREATE INDEX ix_jobs_unfinished_row_version ON jobs (row_version) INCLUDE (state, retry_at)
  WHERE state <> 'finished' AND state <> 'cancelled';

-- GET /jobs/all?state=... of one organization with one state, in the order of ids.
CREATE INDEX ix_jobs_organization_state ON jobs (organization_id, state, id);

-- GET /jobs/stats.
CREATE INDEX ix_jobs_organization_state_type ON jobs (organization_id, state, job_type);
