-- GET /jobs/stats: counted in the order of the groups, without a sort.
CREATE INDEX ix_jobs_stats ON jobs (organization_id, state, job_type);
