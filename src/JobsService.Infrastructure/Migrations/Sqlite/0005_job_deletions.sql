-- Deleted jobs, in the order of the changes of jobs: GET /jobs/changes. Kept for 7 days.
CREATE TABLE job_deletions (
  row_version     INTEGER NOT NULL PRIMARY KEY,
  id              INTEGER NOT NULL,
  organization_id INTEGER NOT NULL,
  deleted_at      INTEGER NOT NULL
) STRICT;

CREATE INDEX ix_job_deletions_organization_row_version ON job_deletions (organization_id, row_version, id);

-- The highest row_version of the deletions that are no longer kept.
ALTER TABLE job_row_version ADD COLUMN deletions_kept_after INTEGER NOT NULL DEFAULT 0;

-- Each deletion removes up to four old ones, so that no program needs to do it. The primary key is the order of time.
CREATE TRIGGER jobs_deletion AFTER DELETE ON jobs
BEGIN
  UPDATE job_row_version SET last = last + 1;
  INSERT INTO job_deletions (row_version, id, organization_id, deleted_at)
    SELECT last, OLD.id, OLD.organization_id, unixepoch() FROM job_row_version;
  UPDATE job_row_version SET deletions_kept_after = MAX(deletions_kept_after, (
    SELECT COALESCE(MAX(row_version), 0)
    FROM (SELECT row_version, deleted_at FROM job_deletions ORDER BY row_version LIMIT 4)
    WHERE deleted_at < unixepoch() - 7 * 24 * 60 * 60
  ));
  DELETE FROM job_deletions WHERE row_version <= (SELECT deletions_kept_after FROM job_row_version);
END;

-- What a reader of changes must know first. Changes up to latest are committed.
CREATE VIEW job_change_position AS
SELECT last AS latest, last AS newest, deletions_kept_after FROM job_row_version;
