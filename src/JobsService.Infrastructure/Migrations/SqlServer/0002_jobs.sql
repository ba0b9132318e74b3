-- state and job_type compare without regard to case, as the API's filters do, whatever the database's own collation.
CREATE TABLE jobs (
  id                  bigint        NOT NULL IDENTITY(1, 1) CONSTRAINT pk_jobs PRIMARY KEY CLUSTERED,
  organization_id     bigint        NOT NULL CONSTRAINT fk_jobs_organization REFERENCES organizations (id),
  job_type            varchar(64)   COLLATE Latin1_General_CI_AS NOT NULL,
  name                nvarchar(255) NOT NULL,
  state               varchar(64)   COLLATE Latin1_General_CI_AS NOT NULL,
  state2              varchar(64)   NULL,
  paused              bit           NOT NULL CONSTRAINT df_jobs_paused DEFAULT 0,
  progress_value      bigint        NOT NULL CONSTRAINT df_jobs_progress_value DEFAULT 0,
  progress_total      bigint        NULL,
  mailing_list_id     bigint        NULL,
  suppression_list_id bigint        NULL,
  begins_at           datetime2(0)  NULL,
  started_at          datetime2(0)  NULL,
  finished_at         datetime2(0)  NULL,
  retry_at            datetime2(0)  NULL,
  created_at          datetime2(0)  NOT NULL CONSTRAINT df_jobs_created_at DEFAULT SYSUTCDATETIME(),
  updated_at          datetime2(0)  NOT NULL CONSTRAINT df_jobs_updated_at DEFAULT SYSUTCDATETIME(),
  -- SQL Server takes 'finished ' for finished, nobody else does: no state and no type ends in a space.
  CONSTRAINT ck_jobs_state CHECK (state NOT LIKE '% '),
  CONSTRAINT ck_jobs_job_type CHECK (job_type NOT LIKE '% ')
);

-- GET /jobs/all of one organization, in order.
CREATE INDEX ix_jobs_organization ON jobs (organization_id, id);

-- A table with filtered indexes is written with QUOTED_IDENTIFIER ON only, which drivers set and sqlcmd does with -I.
--
-- GET /jobs/unfinished of one organization, and of all. A filtered index takes no OR, so these hold a superset of the
-- unfinished jobs, and JobStatements.IsUnfinished sorts out the failed ones that will not be retried by the included columns.
CREATE INDEX ix_jobs_unfinished_organization ON jobs (organization_id, id) INCLUDE (state, retry_at)
  WHERE state <> 'finished' AND state <> 'cancelled';

CREATE INDEX ix_jobs_unfinished ON jobs (id) INCLUDE (state, retry_at)
  WHERE state <> 'finished' AND state <> 'cancelled';
