-- The lists in the order of change are read from two small indexes instead of a large one, and merged: unfinished jobs, of which there
-- are few, and all others. An update of a job that runs then changes entries of small indexes only. The indexes of unfinished jobs exist
-- since 0004; these are of all others. Together they replace the indexes of all jobs.
CREATE INDEX ix_jobs_ended_organization_row_version ON jobs (organization_id, row_version)
  WHERE NOT (state <> 'finished' AND state <> 'cancelled' AND (state <> 'failed' OR retry_at IS NOT NULL));
CREATE INDEX ix_jobs_ended_row_version ON jobs (row_version)
  WHERE NOT (state <> 'finished' AND state <> 'cancelled' AND (state <> 'failed' OR retry_at IS NOT NULL));

DROP INDEX ix_jobs_organization_row_version;
DROP INDEX ix_jobs_row_version;
