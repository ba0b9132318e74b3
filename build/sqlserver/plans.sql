-- Shows the plan of each kind of statement on jobs, and what differs from the design: other indexes than those meant, a sort, or a
-- conversion of a column. For an administrator, in a database with real data. It needs SELECT on the tables and VIEW SERVER
-- PERFORMANCE STATE, and changes nothing. A statement returns at most one row, into the file plans-rows.txt; counts of all
-- organizations read a whole index.
--   sqlcmd -S SERVER -d jobs -I -W -i plans.sql
-- Generated from the service by PlansScriptTests, which also checks that it is up to date. See docs/sql-server-statements.md.
:Out plans-rows.txt
SET NOCOUNT ON;
DECLARE @id bigint, @sql nvarchar(max), @parameters nvarchar(max);
SELECT TOP (1) @id = organization_id FROM jobs GROUP BY organization_id ORDER BY COUNT(*) DESC;
CREATE TABLE #statements (
  number int IDENTITY PRIMARY KEY,
  name nvarchar(200) COLLATE DATABASE_DEFAULT,
  parameters nvarchar(max) COLLATE DATABASE_DEFAULT,
  sql nvarchar(max) COLLATE DATABASE_DEFAULT,
  meant nvarchar(400) COLLATE DATABASE_DEFAULT,
  error nvarchar(max) COLLATE DATABASE_DEFAULT
);
SET ROWCOUNT 1;

SET @parameters = N'@organizationId bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM jobs WITH (FORCESEEK (ix_jobs_organization_id (organization_id)))
WHERE organization_id = @organizationId
ORDER BY id
OPTION (OPTIMIZE FOR UNKNOWN)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Everything, order 0, subset 0] for OneOrganization', @parameters, @sql, N'ix_jobs_organization_id');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM jobs
ORDER BY id';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Everything, order 0, subset 0] for EveryOrganization', @parameters, @sql, N'pk_jobs');
BEGIN TRY EXEC sp_executesql @sql, @parameters; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_running_organization (organization_id)))
  WHERE organization_id = @organizationId
    AND state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_retrying_organization (organization_id)))
  WHERE organization_id = @organizationId
    AND state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY id
OPTION (OPTIMIZE FOR UNKNOWN, MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Everything, order 0, subset 1] for OneOrganization', @parameters, @sql, N'ix_jobs_retrying_organization,ix_jobs_running_organization');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_running))
  WHERE state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_retrying))
  WHERE state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY id
OPTION (MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Everything, order 0, subset 1] for EveryOrganization', @parameters, @sql, N'ix_jobs_retrying,ix_jobs_running');
BEGIN TRY EXEC sp_executesql @sql, @parameters; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM jobs WITH (FORCESEEK (ix_jobs_organization_id (organization_id)))
WHERE organization_id = @organizationId
ORDER BY id DESC
OPTION (OPTIMIZE FOR UNKNOWN)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Everything, order 1, subset 0] for OneOrganization', @parameters, @sql, N'ix_jobs_organization_id');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM jobs
ORDER BY id DESC';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Everything, order 1, subset 0] for EveryOrganization', @parameters, @sql, N'pk_jobs');
BEGIN TRY EXEC sp_executesql @sql, @parameters; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_running_organization (organization_id)))
  WHERE organization_id = @organizationId
    AND state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_retrying_organization (organization_id)))
  WHERE organization_id = @organizationId
    AND state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY id DESC
OPTION (OPTIMIZE FOR UNKNOWN, MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Everything, order 1, subset 1] for OneOrganization', @parameters, @sql, N'ix_jobs_retrying_organization,ix_jobs_running_organization');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_running))
  WHERE state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_retrying))
  WHERE state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY id DESC
OPTION (MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Everything, order 1, subset 1] for EveryOrganization', @parameters, @sql, N'ix_jobs_retrying,ix_jobs_running');
BEGIN TRY EXEC sp_executesql @sql, @parameters; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, CAST(row_version AS bigint)
FROM jobs WITH (FORCESEEK (ix_jobs_organization_changes (organization_id)))
WHERE organization_id = @organizationId
ORDER BY row_version
OPTION (OPTIMIZE FOR UNKNOWN)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Everything, order 2, subset 0] for OneOrganization', @parameters, @sql, N'ix_jobs_organization_changes');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, CAST(row_version AS bigint)
FROM jobs WITH (INDEX (uq_jobs_row_version))
ORDER BY row_version';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Everything, order 2, subset 0] for EveryOrganization', @parameters, @sql, N'uq_jobs_row_version');
BEGIN TRY EXEC sp_executesql @sql, @parameters; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, CAST(row_version AS bigint)
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_running_organization_row_version (organization_id)))
  WHERE organization_id = @organizationId
    AND state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_retrying_organization_row_version (organization_id)))
  WHERE organization_id = @organizationId
    AND state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY row_version
OPTION (OPTIMIZE FOR UNKNOWN, MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Everything, order 2, subset 1] for OneOrganization', @parameters, @sql, N'ix_jobs_retrying_organization_row_version,ix_jobs_running_organization_row_version');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, CAST(row_version AS bigint)
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_running_row_version))
  WHERE state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_retrying_row_version))
  WHERE state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY row_version
OPTION (MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Everything, order 2, subset 1] for EveryOrganization', @parameters, @sql, N'ix_jobs_retrying_row_version,ix_jobs_running_row_version');
BEGIN TRY EXEC sp_executesql @sql, @parameters; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, CAST(row_version AS bigint)
FROM jobs WITH (FORCESEEK (ix_jobs_organization_changes (organization_id)))
WHERE organization_id = @organizationId
ORDER BY row_version DESC
OPTION (OPTIMIZE FOR UNKNOWN)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Everything, order 3, subset 0] for OneOrganization', @parameters, @sql, N'ix_jobs_organization_changes');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, CAST(row_version AS bigint)
FROM jobs WITH (INDEX (uq_jobs_row_version))
ORDER BY row_version DESC';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Everything, order 3, subset 0] for EveryOrganization', @parameters, @sql, N'uq_jobs_row_version');
BEGIN TRY EXEC sp_executesql @sql, @parameters; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, CAST(row_version AS bigint)
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_running_organization_row_version (organization_id)))
  WHERE organization_id = @organizationId
    AND state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_retrying_organization_row_version (organization_id)))
  WHERE organization_id = @organizationId
    AND state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY row_version DESC
OPTION (OPTIMIZE FOR UNKNOWN, MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Everything, order 3, subset 1] for OneOrganization', @parameters, @sql, N'ix_jobs_retrying_organization_row_version,ix_jobs_running_organization_row_version');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, CAST(row_version AS bigint)
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_running_row_version))
  WHERE state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_retrying_row_version))
  WHERE state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY row_version DESC
OPTION (MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Everything, order 3, subset 1] for EveryOrganization', @parameters, @sql, N'ix_jobs_retrying_row_version,ix_jobs_running_row_version');
BEGIN TRY EXEC sp_executesql @sql, @parameters; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@firstId bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM jobs WITH (FORCESEEK (ix_jobs_organization_id (organization_id)))
WHERE organization_id = @organizationId
  AND id >= @firstId
ORDER BY id
OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY
OPTION (OPTIMIZE FOR UNKNOWN)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[KeysetPage, order 0, subset 0] for OneOrganization', @parameters, @sql, N'ix_jobs_organization_id');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @firstId = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@firstId bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM jobs
WHERE id >= @firstId
ORDER BY id
OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[KeysetPage, order 0, subset 0] for EveryOrganization', @parameters, @sql, N'pk_jobs');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @firstId = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@firstId bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_running_organization (organization_id)))
  WHERE organization_id = @organizationId
    AND id >= @firstId
    AND state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_retrying_organization (organization_id)))
  WHERE organization_id = @organizationId
    AND id >= @firstId
    AND state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY id
OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY
OPTION (OPTIMIZE FOR UNKNOWN, MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[KeysetPage, order 0, subset 1] for OneOrganization', @parameters, @sql, N'ix_jobs_retrying_organization,ix_jobs_running_organization');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @firstId = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@firstId bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_running))
  WHERE id >= @firstId
    AND state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_retrying))
  WHERE id >= @firstId
    AND state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY id
OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY
OPTION (MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[KeysetPage, order 0, subset 1] for EveryOrganization', @parameters, @sql, N'ix_jobs_retrying,ix_jobs_running');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @firstId = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@firstId bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM jobs WITH (FORCESEEK (ix_jobs_organization_id (organization_id)))
WHERE organization_id = @organizationId
  AND id <= @firstId
ORDER BY id DESC
OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY
OPTION (OPTIMIZE FOR UNKNOWN)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[KeysetPage, order 1, subset 0] for OneOrganization', @parameters, @sql, N'ix_jobs_organization_id');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @firstId = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@firstId bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM jobs
WHERE id <= @firstId
ORDER BY id DESC
OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[KeysetPage, order 1, subset 0] for EveryOrganization', @parameters, @sql, N'pk_jobs');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @firstId = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@firstId bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_running_organization (organization_id)))
  WHERE organization_id = @organizationId
    AND id <= @firstId
    AND state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_retrying_organization (organization_id)))
  WHERE organization_id = @organizationId
    AND id <= @firstId
    AND state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY id DESC
OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY
OPTION (OPTIMIZE FOR UNKNOWN, MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[KeysetPage, order 1, subset 1] for OneOrganization', @parameters, @sql, N'ix_jobs_retrying_organization,ix_jobs_running_organization');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @firstId = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@firstId bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_running))
  WHERE id <= @firstId
    AND state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_retrying))
  WHERE id <= @firstId
    AND state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY id DESC
OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY
OPTION (MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[KeysetPage, order 1, subset 1] for EveryOrganization', @parameters, @sql, N'ix_jobs_retrying,ix_jobs_running');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @firstId = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@firstVersion bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, CAST(row_version AS bigint)
FROM jobs WITH (FORCESEEK (ix_jobs_organization_changes (organization_id)))
WHERE organization_id = @organizationId
  AND row_version >= CAST(@firstVersion AS binary(8))
ORDER BY row_version
OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY
OPTION (OPTIMIZE FOR UNKNOWN)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[KeysetPage, order 2, subset 0] for OneOrganization', @parameters, @sql, N'ix_jobs_organization_changes');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @firstVersion = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@firstVersion bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, CAST(row_version AS bigint)
FROM jobs WITH (INDEX (uq_jobs_row_version))
WHERE row_version >= CAST(@firstVersion AS binary(8))
ORDER BY row_version
OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[KeysetPage, order 2, subset 0] for EveryOrganization', @parameters, @sql, N'uq_jobs_row_version');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @firstVersion = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@firstVersion bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, CAST(row_version AS bigint)
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_running_organization_row_version (organization_id)))
  WHERE organization_id = @organizationId
    AND row_version >= CAST(@firstVersion AS binary(8))
    AND state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_retrying_organization_row_version (organization_id)))
  WHERE organization_id = @organizationId
    AND row_version >= CAST(@firstVersion AS binary(8))
    AND state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY row_version
OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY
OPTION (OPTIMIZE FOR UNKNOWN, MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[KeysetPage, order 2, subset 1] for OneOrganization', @parameters, @sql, N'ix_jobs_retrying_organization_row_version,ix_jobs_running_organization_row_version');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @firstVersion = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@firstVersion bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, CAST(row_version AS bigint)
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_running_row_version))
  WHERE row_version >= CAST(@firstVersion AS binary(8))
    AND state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_retrying_row_version))
  WHERE row_version >= CAST(@firstVersion AS binary(8))
    AND state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY row_version
OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY
OPTION (MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[KeysetPage, order 2, subset 1] for EveryOrganization', @parameters, @sql, N'ix_jobs_retrying_row_version,ix_jobs_running_row_version');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @firstVersion = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@firstVersion bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, CAST(row_version AS bigint)
FROM jobs WITH (FORCESEEK (ix_jobs_organization_changes (organization_id)))
WHERE organization_id = @organizationId
  AND row_version <= CAST(@firstVersion AS binary(8))
ORDER BY row_version DESC
OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY
OPTION (OPTIMIZE FOR UNKNOWN)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[KeysetPage, order 3, subset 0] for OneOrganization', @parameters, @sql, N'ix_jobs_organization_changes');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @firstVersion = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@firstVersion bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, CAST(row_version AS bigint)
FROM jobs WITH (INDEX (uq_jobs_row_version))
WHERE row_version <= CAST(@firstVersion AS binary(8))
ORDER BY row_version DESC
OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[KeysetPage, order 3, subset 0] for EveryOrganization', @parameters, @sql, N'uq_jobs_row_version');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @firstVersion = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@firstVersion bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, CAST(row_version AS bigint)
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_running_organization_row_version (organization_id)))
  WHERE organization_id = @organizationId
    AND row_version <= CAST(@firstVersion AS binary(8))
    AND state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_retrying_organization_row_version (organization_id)))
  WHERE organization_id = @organizationId
    AND row_version <= CAST(@firstVersion AS binary(8))
    AND state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY row_version DESC
OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY
OPTION (OPTIMIZE FOR UNKNOWN, MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[KeysetPage, order 3, subset 1] for OneOrganization', @parameters, @sql, N'ix_jobs_retrying_organization_row_version,ix_jobs_running_organization_row_version');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @firstVersion = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@firstVersion bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, CAST(row_version AS bigint)
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_running_row_version))
  WHERE row_version <= CAST(@firstVersion AS binary(8))
    AND state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_retrying_row_version))
  WHERE row_version <= CAST(@firstVersion AS binary(8))
    AND state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY row_version DESC
OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY
OPTION (MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[KeysetPage, order 3, subset 1] for EveryOrganization', @parameters, @sql, N'ix_jobs_retrying_row_version,ix_jobs_running_row_version');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @firstVersion = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@skip bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM jobs WITH (FORCESEEK (ix_jobs_organization_id (organization_id)))
WHERE organization_id = @organizationId
ORDER BY id
OFFSET @skip ROWS FETCH NEXT @take ROWS ONLY
OPTION (OPTIMIZE FOR UNKNOWN)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[OffsetPage, order 0, subset 0] for OneOrganization', @parameters, @sql, N'ix_jobs_organization_id');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @skip = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@skip bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM jobs
ORDER BY id
OFFSET @skip ROWS FETCH NEXT @take ROWS ONLY';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[OffsetPage, order 0, subset 0] for EveryOrganization', @parameters, @sql, N'pk_jobs');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @skip = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@skip bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_running_organization (organization_id)))
  WHERE organization_id = @organizationId
    AND state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_retrying_organization (organization_id)))
  WHERE organization_id = @organizationId
    AND state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY id
OFFSET @skip ROWS FETCH NEXT @take ROWS ONLY
OPTION (OPTIMIZE FOR UNKNOWN, MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[OffsetPage, order 0, subset 1] for OneOrganization', @parameters, @sql, N'ix_jobs_retrying_organization,ix_jobs_running_organization');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @skip = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@skip bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_running))
  WHERE state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_retrying))
  WHERE state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY id
OFFSET @skip ROWS FETCH NEXT @take ROWS ONLY
OPTION (MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[OffsetPage, order 0, subset 1] for EveryOrganization', @parameters, @sql, N'ix_jobs_retrying,ix_jobs_running');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @skip = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@skip bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM jobs WITH (FORCESEEK (ix_jobs_organization_id (organization_id)))
WHERE organization_id = @organizationId
ORDER BY id DESC
OFFSET @skip ROWS FETCH NEXT @take ROWS ONLY
OPTION (OPTIMIZE FOR UNKNOWN)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[OffsetPage, order 1, subset 0] for OneOrganization', @parameters, @sql, N'ix_jobs_organization_id');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @skip = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@skip bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM jobs
ORDER BY id DESC
OFFSET @skip ROWS FETCH NEXT @take ROWS ONLY';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[OffsetPage, order 1, subset 0] for EveryOrganization', @parameters, @sql, N'pk_jobs');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @skip = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@skip bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_running_organization (organization_id)))
  WHERE organization_id = @organizationId
    AND state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_retrying_organization (organization_id)))
  WHERE organization_id = @organizationId
    AND state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY id DESC
OFFSET @skip ROWS FETCH NEXT @take ROWS ONLY
OPTION (OPTIMIZE FOR UNKNOWN, MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[OffsetPage, order 1, subset 1] for OneOrganization', @parameters, @sql, N'ix_jobs_retrying_organization,ix_jobs_running_organization');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @skip = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@skip bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_running))
  WHERE state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_retrying))
  WHERE state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY id DESC
OFFSET @skip ROWS FETCH NEXT @take ROWS ONLY
OPTION (MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[OffsetPage, order 1, subset 1] for EveryOrganization', @parameters, @sql, N'ix_jobs_retrying,ix_jobs_running');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @skip = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@skip bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, CAST(row_version AS bigint)
FROM jobs WITH (FORCESEEK (ix_jobs_organization_changes (organization_id)))
WHERE organization_id = @organizationId
ORDER BY row_version
OFFSET @skip ROWS FETCH NEXT @take ROWS ONLY
OPTION (OPTIMIZE FOR UNKNOWN)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[OffsetPage, order 2, subset 0] for OneOrganization', @parameters, @sql, N'ix_jobs_organization_changes');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @skip = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@skip bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, CAST(row_version AS bigint)
FROM jobs WITH (INDEX (uq_jobs_row_version))
ORDER BY row_version
OFFSET @skip ROWS FETCH NEXT @take ROWS ONLY';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[OffsetPage, order 2, subset 0] for EveryOrganization', @parameters, @sql, N'uq_jobs_row_version');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @skip = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@skip bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, CAST(row_version AS bigint)
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_running_organization_row_version (organization_id)))
  WHERE organization_id = @organizationId
    AND state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_retrying_organization_row_version (organization_id)))
  WHERE organization_id = @organizationId
    AND state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY row_version
OFFSET @skip ROWS FETCH NEXT @take ROWS ONLY
OPTION (OPTIMIZE FOR UNKNOWN, MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[OffsetPage, order 2, subset 1] for OneOrganization', @parameters, @sql, N'ix_jobs_retrying_organization_row_version,ix_jobs_running_organization_row_version');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @skip = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@skip bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, CAST(row_version AS bigint)
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_running_row_version))
  WHERE state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_retrying_row_version))
  WHERE state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY row_version
OFFSET @skip ROWS FETCH NEXT @take ROWS ONLY
OPTION (MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[OffsetPage, order 2, subset 1] for EveryOrganization', @parameters, @sql, N'ix_jobs_retrying_row_version,ix_jobs_running_row_version');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @skip = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@skip bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, CAST(row_version AS bigint)
FROM jobs WITH (FORCESEEK (ix_jobs_organization_changes (organization_id)))
WHERE organization_id = @organizationId
ORDER BY row_version DESC
OFFSET @skip ROWS FETCH NEXT @take ROWS ONLY
OPTION (OPTIMIZE FOR UNKNOWN)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[OffsetPage, order 3, subset 0] for OneOrganization', @parameters, @sql, N'ix_jobs_organization_changes');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @skip = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@skip bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, CAST(row_version AS bigint)
FROM jobs WITH (INDEX (uq_jobs_row_version))
ORDER BY row_version DESC
OFFSET @skip ROWS FETCH NEXT @take ROWS ONLY';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[OffsetPage, order 3, subset 0] for EveryOrganization', @parameters, @sql, N'uq_jobs_row_version');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @skip = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@skip bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, CAST(row_version AS bigint)
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_running_organization_row_version (organization_id)))
  WHERE organization_id = @organizationId
    AND state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_retrying_organization_row_version (organization_id)))
  WHERE organization_id = @organizationId
    AND state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY row_version DESC
OFFSET @skip ROWS FETCH NEXT @take ROWS ONLY
OPTION (OPTIMIZE FOR UNKNOWN, MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[OffsetPage, order 3, subset 1] for OneOrganization', @parameters, @sql, N'ix_jobs_retrying_organization_row_version,ix_jobs_running_organization_row_version');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @skip = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@skip bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, CAST(row_version AS bigint)
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_running_row_version))
  WHERE state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_retrying_row_version))
  WHERE state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY row_version DESC
OFFSET @skip ROWS FETCH NEXT @take ROWS ONLY
OPTION (MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[OffsetPage, order 3, subset 1] for EveryOrganization', @parameters, @sql, N'ix_jobs_retrying_row_version,ix_jobs_running_row_version');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @skip = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint';
SET @sql = N'SELECT CAST(COUNT(*) AS bigint)
FROM jobs WITH (FORCESEEK)
WHERE organization_id = @organizationId
OPTION (OPTIMIZE FOR UNKNOWN)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Count, order 0, subset 0] for OneOrganization', @parameters, @sql, N'');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'';
SET @sql = N'SELECT CAST(COUNT(*) AS bigint)
FROM jobs';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Count, order 0, subset 0] for EveryOrganization', @parameters, @sql, N'');
BEGIN TRY EXEC sp_executesql @sql, @parameters; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint';
SET @sql = N'SELECT CAST(COUNT(*) AS bigint)
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_running_organization (organization_id)))
  WHERE organization_id = @organizationId
    AND state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_retrying_organization (organization_id)))
  WHERE organization_id = @organizationId
    AND state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
OPTION (OPTIMIZE FOR UNKNOWN)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Count, order 0, subset 1] for OneOrganization', @parameters, @sql, N'ix_jobs_retrying_organization,ix_jobs_running_organization');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'';
SET @sql = N'SELECT CAST(COUNT(*) AS bigint)
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_running))
  WHERE state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_retrying))
  WHERE state = ''failed'' AND retry_at IS NOT NULL
) AS jobs';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Count, order 0, subset 1] for EveryOrganization', @parameters, @sql, N'ix_jobs_retrying,ix_jobs_running');
BEGIN TRY EXEC sp_executesql @sql, @parameters; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@skip bigint,@take bigint';
SET @sql = N'SELECT id
FROM jobs WITH (FORCESEEK (ix_jobs_organization_id (organization_id)))
WHERE organization_id = @organizationId
ORDER BY id
OFFSET @skip ROWS FETCH NEXT @take ROWS ONLY
OPTION (OPTIMIZE FOR UNKNOWN)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Excess, order 0, subset 0] for OneOrganization', @parameters, @sql, N'ix_jobs_organization_id');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @skip = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@skip bigint,@take bigint';
SET @sql = N'SELECT id
FROM jobs
ORDER BY id
OFFSET @skip ROWS FETCH NEXT @take ROWS ONLY';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Excess, order 0, subset 0] for EveryOrganization', @parameters, @sql, N'pk_jobs');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @skip = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@skip bigint,@take bigint';
SET @sql = N'SELECT id
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_running_organization (organization_id)))
  WHERE organization_id = @organizationId
    AND state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_retrying_organization (organization_id)))
  WHERE organization_id = @organizationId
    AND state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY id
OFFSET @skip ROWS FETCH NEXT @take ROWS ONLY
OPTION (OPTIMIZE FOR UNKNOWN, MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Excess, order 0, subset 1] for OneOrganization', @parameters, @sql, N'ix_jobs_retrying_organization,ix_jobs_running_organization');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @skip = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@skip bigint,@take bigint';
SET @sql = N'SELECT id
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_running))
  WHERE state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_retrying))
  WHERE state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY id
OFFSET @skip ROWS FETCH NEXT @take ROWS ONLY
OPTION (MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Excess, order 0, subset 1] for EveryOrganization', @parameters, @sql, N'ix_jobs_retrying,ix_jobs_running');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @skip = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@firstId bigint,@state_0 varchar(64),@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM jobs WITH (FORCESEEK (ix_jobs_organization_state (organization_id)))
WHERE organization_id = @organizationId
  AND id >= @firstId
  AND state = @state_0
ORDER BY id
OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY
OPTION (OPTIMIZE FOR UNKNOWN)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[KeysetPage, order 0, subset 0, state (Special)] for OneOrganization', @parameters, @sql, N'ix_jobs_organization_state');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @firstId = 1, @state_0 = 'x', @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@firstId bigint,@state_0 varchar(64),@state_1 varchar(64),@state_2 varchar(64),@state_3 varchar(64),@state_4 varchar(64),@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM jobs
WHERE id >= @firstId
  AND state IN (@state_0, @state_1, @state_2, @state_3, @state_4)
ORDER BY id
OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[KeysetPage, order 0, subset 0, state (Special)] for EveryOrganization', @parameters, @sql, N'pk_jobs');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @firstId = 1, @state_0 = 'x', @state_1 = 'x', @state_2 = 'x', @state_3 = 'x', @state_4 = 'x', @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@firstId bigint,@updated_at__after datetime2(0),@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM jobs WITH (FORCESEEK (ix_jobs_organization_id (organization_id)))
WHERE organization_id = @organizationId
  AND id >= @firstId
  AND updated_at > @updated_at__after
ORDER BY id
OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY
OPTION (OPTIMIZE FOR UNKNOWN)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[KeysetPage, order 0, subset 0, updated_at__after (Special)] for OneOrganization', @parameters, @sql, N'ix_jobs_organization_id');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @firstId = 1, @updated_at__after = '2000-01-01', @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@firstId bigint,@updated_at__after datetime2(0),@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM jobs
WHERE id >= @firstId
  AND updated_at > @updated_at__after
ORDER BY id
OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[KeysetPage, order 0, subset 0, updated_at__after (Special)] for EveryOrganization', @parameters, @sql, N'pk_jobs');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @firstId = 1, @updated_at__after = '2000-01-01', @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@firstId bigint,@name_contains nvarchar(255),@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM jobs WITH (FORCESEEK (ix_jobs_organization_id (organization_id)))
WHERE organization_id = @organizationId
  AND id >= @firstId
  AND LOWER(name COLLATE Latin1_General_100_BIN2) LIKE LOWER(@name_contains COLLATE Latin1_General_100_BIN2) ESCAPE ''\''
ORDER BY id
OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY
OPTION (OPTIMIZE FOR UNKNOWN)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[KeysetPage, order 0, subset 0, name_contains (Special)] for OneOrganization', @parameters, @sql, N'ix_jobs_organization_id');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @firstId = 1, @name_contains = 'x', @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@firstId bigint,@name_contains nvarchar(255),@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM jobs
WHERE id >= @firstId
  AND LOWER(name COLLATE Latin1_General_100_BIN2) LIKE LOWER(@name_contains COLLATE Latin1_General_100_BIN2) ESCAPE ''\''
ORDER BY id
OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[KeysetPage, order 0, subset 0, name_contains (Special)] for EveryOrganization', @parameters, @sql, N'pk_jobs');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @firstId = 1, @name_contains = 'x', @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@firstId bigint,@stalled_before datetime2(0),@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_running_organization (organization_id)))
  WHERE organization_id = @organizationId
    AND id >= @firstId
    AND state <> ''finished'' AND state <> ''cancelled'' AND (state <> ''failed'' OR retry_at IS NOT NULL) AND started_at IS NOT NULL AND paused = 0 AND updated_at < @stalled_before
    AND state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_retrying_organization (organization_id)))
  WHERE organization_id = @organizationId
    AND id >= @firstId
    AND state <> ''finished'' AND state <> ''cancelled'' AND (state <> ''failed'' OR retry_at IS NOT NULL) AND started_at IS NOT NULL AND paused = 0 AND updated_at < @stalled_before
    AND state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY id
OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY
OPTION (OPTIMIZE FOR UNKNOWN, MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[KeysetPage, order 0, subset 0, stalled (Special)] for OneOrganization', @parameters, @sql, N'ix_jobs_retrying_organization,ix_jobs_running_organization');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @firstId = 1, @stalled_before = '2000-01-01', @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@firstId bigint,@stalled_before datetime2(0),@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_running))
  WHERE id >= @firstId
    AND state <> ''finished'' AND state <> ''cancelled'' AND (state <> ''failed'' OR retry_at IS NOT NULL) AND started_at IS NOT NULL AND paused = 0 AND updated_at < @stalled_before
    AND state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_retrying))
  WHERE id >= @firstId
    AND state <> ''finished'' AND state <> ''cancelled'' AND (state <> ''failed'' OR retry_at IS NOT NULL) AND started_at IS NOT NULL AND paused = 0 AND updated_at < @stalled_before
    AND state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
ORDER BY id
OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY
OPTION (MERGE UNION)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[KeysetPage, order 0, subset 0, stalled (Special)] for EveryOrganization', @parameters, @sql, N'ix_jobs_retrying,ix_jobs_running');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @firstId = 1, @stalled_before = '2000-01-01', @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@state_0 varchar(64)';
SET @sql = N'SELECT CAST(COUNT(*) AS bigint)
FROM jobs WITH (FORCESEEK)
WHERE organization_id = @organizationId
  AND state = @state_0
OPTION (OPTIMIZE FOR UNKNOWN)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Count, order 0, subset 0, state (Special)] for OneOrganization', @parameters, @sql, N'');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @state_0 = 'x'; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@state_0 varchar(64),@state_1 varchar(64),@state_2 varchar(64),@state_3 varchar(64),@state_4 varchar(64)';
SET @sql = N'SELECT CAST(COUNT(*) AS bigint)
FROM jobs
WHERE state IN (@state_0, @state_1, @state_2, @state_3, @state_4)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Count, order 0, subset 0, state (Special)] for EveryOrganization', @parameters, @sql, N'');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @state_0 = 'x', @state_1 = 'x', @state_2 = 'x', @state_3 = 'x', @state_4 = 'x'; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@updated_at__after datetime2(0)';
SET @sql = N'SELECT CAST(COUNT(*) AS bigint)
FROM jobs WITH (FORCESEEK)
WHERE organization_id = @organizationId
  AND updated_at > @updated_at__after
OPTION (OPTIMIZE FOR UNKNOWN)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Count, order 0, subset 0, updated_at__after (Special)] for OneOrganization', @parameters, @sql, N'');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @updated_at__after = '2000-01-01'; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@updated_at__after datetime2(0)';
SET @sql = N'SELECT CAST(COUNT(*) AS bigint)
FROM jobs
WHERE updated_at > @updated_at__after';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Count, order 0, subset 0, updated_at__after (Special)] for EveryOrganization', @parameters, @sql, N'');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @updated_at__after = '2000-01-01'; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@name_contains nvarchar(255)';
SET @sql = N'SELECT CAST(COUNT(*) AS bigint)
FROM jobs WITH (FORCESEEK)
WHERE organization_id = @organizationId
  AND LOWER(name COLLATE Latin1_General_100_BIN2) LIKE LOWER(@name_contains COLLATE Latin1_General_100_BIN2) ESCAPE ''\''
OPTION (OPTIMIZE FOR UNKNOWN)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Count, order 0, subset 0, name_contains (Special)] for OneOrganization', @parameters, @sql, N'');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @name_contains = 'x'; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@name_contains nvarchar(255)';
SET @sql = N'SELECT CAST(COUNT(*) AS bigint)
FROM jobs
WHERE LOWER(name COLLATE Latin1_General_100_BIN2) LIKE LOWER(@name_contains COLLATE Latin1_General_100_BIN2) ESCAPE ''\''';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Count, order 0, subset 0, name_contains (Special)] for EveryOrganization', @parameters, @sql, N'');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @name_contains = 'x'; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@stalled_before datetime2(0)';
SET @sql = N'SELECT CAST(COUNT(*) AS bigint)
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_running_organization (organization_id)))
  WHERE organization_id = @organizationId
    AND state <> ''finished'' AND state <> ''cancelled'' AND (state <> ''failed'' OR retry_at IS NOT NULL) AND started_at IS NOT NULL AND paused = 0 AND updated_at < @stalled_before
    AND state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_retrying_organization (organization_id)))
  WHERE organization_id = @organizationId
    AND state <> ''finished'' AND state <> ''cancelled'' AND (state <> ''failed'' OR retry_at IS NOT NULL) AND started_at IS NOT NULL AND paused = 0 AND updated_at < @stalled_before
    AND state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
OPTION (OPTIMIZE FOR UNKNOWN)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Count, order 0, subset 0, stalled (Special)] for OneOrganization', @parameters, @sql, N'ix_jobs_retrying_organization,ix_jobs_running_organization');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @stalled_before = '2000-01-01'; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@stalled_before datetime2(0)';
SET @sql = N'SELECT CAST(COUNT(*) AS bigint)
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_running))
  WHERE state <> ''finished'' AND state <> ''cancelled'' AND (state <> ''failed'' OR retry_at IS NOT NULL) AND started_at IS NOT NULL AND paused = 0 AND updated_at < @stalled_before
    AND state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_retrying))
  WHERE state <> ''finished'' AND state <> ''cancelled'' AND (state <> ''failed'' OR retry_at IS NOT NULL) AND started_at IS NOT NULL AND paused = 0 AND updated_at < @stalled_before
    AND state = ''failed'' AND retry_at IS NOT NULL
) AS jobs';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Lists[Count, order 0, subset 0, stalled (Special)] for EveryOrganization', @parameters, @sql, N'ix_jobs_retrying,ix_jobs_running');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @stalled_before = '2000-01-01'; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@stalled_before datetime2(0)';
SET @sql = N'SELECT state, job_type, CAST(COUNT(*) AS bigint), CAST(0 AS bigint)
FROM jobs WITH (FORCESEEK (ix_jobs_organization_state_type (organization_id)))
WHERE organization_id = @organizationId
GROUP BY organization_id, state, job_type
UNION ALL
SELECT NULL, NULL, CAST(COUNT(*) AS bigint), CAST(COUNT(CASE WHEN state <> ''finished'' AND state <> ''cancelled'' AND (state <> ''failed'' OR retry_at IS NOT NULL) AND started_at IS NOT NULL AND paused = 0 AND updated_at < @stalled_before THEN 1 END) AS bigint)
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_running_organization (organization_id)))
  WHERE organization_id = @organizationId
    AND state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (FORCESEEK (ix_jobs_retrying_organization (organization_id)))
  WHERE organization_id = @organizationId
    AND state = ''failed'' AND retry_at IS NOT NULL
) AS jobs
OPTION (OPTIMIZE FOR UNKNOWN)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Statistics for OneOrganization', @parameters, @sql, N'ix_jobs_organization_state_type,ix_jobs_retrying_organization,ix_jobs_running_organization');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @stalled_before = '2000-01-01'; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@stalled_before datetime2(0)';
SET @sql = N'SELECT state, job_type, CAST(COUNT(*) AS bigint), CAST(0 AS bigint)
FROM jobs WITH (INDEX (ix_jobs_organization_state_type))
GROUP BY organization_id, state, job_type
UNION ALL
SELECT NULL, NULL, CAST(COUNT(*) AS bigint), CAST(COUNT(CASE WHEN state <> ''finished'' AND state <> ''cancelled'' AND (state <> ''failed'' OR retry_at IS NOT NULL) AND started_at IS NOT NULL AND paused = 0 AND updated_at < @stalled_before THEN 1 END) AS bigint)
FROM (
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_running))
  WHERE state <> ''finished'' AND state <> ''cancelled'' AND state <> ''failed''
  UNION ALL
  SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, row_version
  FROM jobs WITH (INDEX (ix_jobs_retrying))
  WHERE state = ''failed'' AND retry_at IS NOT NULL
) AS jobs';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobStatements.Statistics for EveryOrganization', @parameters, @sql, N'ix_jobs_organization_state_type,ix_jobs_retrying,ix_jobs_running');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @stalled_before = '2000-01-01'; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@organizationId bigint,@after bigint,@until bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, CAST(row_version AS bigint)
FROM jobs WITH (FORCESEEK (ix_jobs_organization_changes (organization_id)))
WHERE organization_id = @organizationId
  AND row_version > CAST(@after AS binary(8)) AND row_version <= CAST(@until AS binary(8))
ORDER BY row_version
OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY
OPTION (OPTIMIZE FOR UNKNOWN)';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobChangeStatements.Changed for OneOrganization', @parameters, @sql, N'ix_jobs_organization_changes');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @organizationId = @id, @after = 1, @until = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;

SET @parameters = N'@after bigint,@until bigint,@take bigint';
SET @sql = N'SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused, progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at, CAST(row_version AS bigint)
FROM jobs WITH (INDEX (uq_jobs_row_version))
WHERE row_version > CAST(@after AS binary(8)) AND row_version <= CAST(@until AS binary(8))
ORDER BY row_version
OFFSET 0 ROWS FETCH NEXT @take ROWS ONLY';
INSERT INTO #statements (name, parameters, sql, meant) VALUES (N'JobChangeStatements.Changed for EveryOrganization', @parameters, @sql, N'uq_jobs_row_version');
BEGIN TRY EXEC sp_executesql @sql, @parameters, @after = 1, @until = 1, @take = 1; END TRY
BEGIN CATCH UPDATE #statements SET error = ERROR_MESSAGE() WHERE number = SCOPE_IDENTITY(); END CATCH;
SET ROWCOUNT 0;
GO
:Out STDOUT
SET NOCOUNT ON;
WITH XMLNAMESPACES (DEFAULT 'http://schemas.microsoft.com/sqlserver/2004/07/showplan'),
plans AS (
  SELECT s.number, s.name, s.meant, s.error, p.query_plan
  FROM #statements s
  OUTER APPLY (
    SELECT TOP (1) q.plan_handle
    FROM sys.dm_exec_query_stats q
    CROSS APPLY sys.dm_exec_sql_text(q.sql_handle) t
    WHERE t.text COLLATE Latin1_General_100_BIN2 IN (s.sql, N'(' + s.parameters + N')' + s.sql)
    ORDER BY q.last_execution_time DESC
  ) q
  OUTER APPLY sys.dm_exec_query_plan(q.plan_handle) p
)
SELECT number, name, meant, error,
  (
    SELECT STRING_AGG(CONCAT(o.value('@PhysicalOp', 'nvarchar(60)'), ' ',
      o.value('(IndexScan/Object/@Index)[1]', 'nvarchar(130)')), ', ')
    FROM query_plan.nodes('//RelOp') AS operators(o)
  ) AS operators,
  (
    SELECT STRING_AGG(REPLACE(REPLACE(used.name, '[', ''), ']', ''), ',') WITHIN GROUP (ORDER BY used.name)
    FROM (
      SELECT DISTINCT i.value('(Object/@Index)[1]', 'nvarchar(130)') AS name
      FROM query_plan.nodes('//IndexScan[not(@Lookup)]') AS indexes(i)
    ) AS used
  ) AS indexes,
  query_plan.exist('//RelOp[@PhysicalOp="Sort"]') AS sorts,
  query_plan.exist('//Warnings/PlanAffectingConvert[@ConvertIssue="Seek Plan"]') AS converts
INTO #plans
FROM plans;

PRINT 'The plan of each statement:';
SELECT name, operators FROM #plans ORDER BY number;

PRINT 'Differences from the design (no row: none):';
SELECT name, difference, operators
FROM #plans
CROSS APPLY (
  SELECT CONCAT('fails: ', error) AS difference WHERE error IS NOT NULL
  UNION ALL SELECT 'no plan was found' WHERE error IS NULL AND indexes IS NULL
  UNION ALL SELECT CONCAT('meant: ', meant, '; used: ', indexes) WHERE indexes COLLATE Latin1_General_100_BIN2 <> meant AND meant <> ''
  UNION ALL SELECT 'sorts' WHERE sorts = 1
  UNION ALL SELECT 'converts a column' WHERE converts = 1
) AS found
ORDER BY number;
