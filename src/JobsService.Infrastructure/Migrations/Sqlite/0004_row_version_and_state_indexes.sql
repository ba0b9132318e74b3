-- The position of a job's last change among all changes: GET /jobs/all?order_by=changed. Existing jobs are numbered by id. The
-- default, which a trigger replaces, is above all numbers, because an entry at the end of an index is moved at little cost.
ALTER TABLE jobs ADD COLUMN row_version INTEGER NOT NULL DEFAULT 4611686018427387903;

UPDATE jobs SET row_version = numbered.position
FROM (SELECT id, row_number() OVER (ORDER BY id) AS position FROM jobs) AS numbered
WHERE jobs.id = numbered.id;

-- The highest number that was given. A table of its own, because the job that has it can be deleted.
CREATE TABLE job_row_version (
  id   INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  last INTEGER NOT NULL
) STRICT;

INSERT INTO job_row_version (id, last) SELECT 1, COUNT(*) FROM jobs;

-- Every inserted or updated row gets the next number, also if the update changes no value. SQLite has one writer at a time, so the
-- numbers are in the order of the commits.
CREATE TRIGGER jobs_row_version_of_insert AFTER INSERT ON jobs
BEGIN
  UPDATE job_row_version SET last = last + 1;
  UPDATE jobs SET row_version = (SELECT last FROM job_row_version) WHERE id = NEW.id;
END;

-- Every column except row_version, so that the update in the trigger does not fire it again. Add new columns of jobs here.
CREATE TRIGGER jobs_row_version_of_update AFTER UPDATE OF
  id, organization_id, job_type, name, state, state2, paused, progress_value, progress_total, mailing_list_id, suppression_list_id,
  begins_at, started_at, finished_at, retry_at, created_at, updated_at
ON jobs
BEGIN
  UPDATE job_row_version SET last = last + 1;
  UPDATE jobs SET row_version = (SELECT last FROM job_row_version) WHERE id = NEW.id;
END;

-- The lists in the order of change: all jobs and the unfinished ones, of one organization and of all.
CREATE INDEX ix_jobs_organization_row_version ON jobs (organization_id, row_version);
CREATE INDEX ix_jobs_row_version ON jobs (row_version);
CREATE INDEX ix_jobs_unfinished_organization_row_version ON jobs (organization_id, row_version)
  WHERE state <> 'finished' AND state <> 'cancelled' AND (state <> 'failed' OR retry_at IS NOT NULL);
CREATE INDEX ix_jobs_unfinished_row_version ON jobs (row_version)
  WHERE state <> 'finished' AND state <> 'cancelled' AND (state <> 'failed' OR retry_at IS NOT NULL);

-- GET /jobs/all?state=... of one organization with one state, in the order of ids.
CREATE INDEX ix_jobs_organization_state ON jobs (organization_id, state, id);

-- GET /jobs/stats.
CREATE INDEX ix_jobs_organization_state_type ON jobs (organization_id, state, job_type);
