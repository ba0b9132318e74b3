-- state and job_type compare without regard to case, as the API's filters do.
CREATE TABLE jobs (
  id                  INTEGER NOT NULL PRIMARY KEY,
  organization_id     INTEGER NOT NULL REFERENCES organizations (id),
  job_type            TEXT    NOT NULL COLLATE NOCASE,
  name                TEXT    NOT NULL,
  state               TEXT    NOT NULL COLLATE NOCASE,
  state2              TEXT    NULL,
  paused              INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
  progress_value      INTEGER NOT NULL DEFAULT 0,
  progress_total      INTEGER NULL,
  mailing_list_id     INTEGER NULL,
  suppression_list_id INTEGER NULL,
  begins_at           INTEGER NULL,
  started_at          INTEGER NULL,
  finished_at         INTEGER NULL,
  retry_at            INTEGER NULL,
  created_at          INTEGER NOT NULL DEFAULT (unixepoch()),
  updated_at          INTEGER NOT NULL DEFAULT (unixepoch()),
  -- SQL Server takes 'finished ' for finished, nobody else does: no state and no type ends in a space.
  CHECK (state NOT LIKE '% '),
  CHECK (job_type NOT LIKE '% '),
  -- The years 1 to 9999, which is what a time can be: whoever writes milliseconds is told here.
  CHECK (begins_at   BETWEEN -62135596800 AND 253402300799),
  CHECK (started_at  BETWEEN -62135596800 AND 253402300799),
  CHECK (finished_at BETWEEN -62135596800 AND 253402300799),
  CHECK (retry_at    BETWEEN -62135596800 AND 253402300799),
  CHECK (created_at  BETWEEN -62135596800 AND 253402300799),
  CHECK (updated_at  BETWEEN -62135596800 AND 253402300799)
) STRICT;

-- GET /jobs/all of one organization. The rowid, which is the id, ends every index entry, so the rows come in its order.
CREATE INDEX ix_jobs_organization ON jobs (organization_id, id);

-- GET /jobs/unfinished of one organization, and of all. A partial index serves only a statement that repeats its WHERE
-- word for word, with literals: see JobStatements.IsUnfinished.
CREATE INDEX ix_jobs_unfinished_organization ON jobs (organization_id, id)
  WHERE state <> 'finished' AND state <> 'cancelled' AND (state <> 'failed' OR retry_at IS NOT NULL);

CREATE INDEX ix_jobs_unfinished ON jobs (id)
  WHERE state <> 'finished' AND state <> 'cancelled' AND (state <> 'failed' OR retry_at IS NOT NULL);
