namespace JobsService.Benchmarks.Comparison.HandWritten;

/// <summary>The SQL statements, with the conditions of the indexes.</summary>
internal static class HandWrittenStatements
{
    private const string SelectJobs = """
        SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused,
               progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
        FROM jobs
        """;

    /// <summary>The condition of unfinished jobs, identical to that of the partial indexes.</summary>
    public const string IsUnfinished =
        "state <> 'finished' AND state <> 'cancelled' AND (state <> 'failed' OR retry_at IS NOT NULL)";

    private const string AllOfEverybody = $"{SelectJobs} ORDER BY id";
    private const string UnfinishedOfEverybody = $"{SelectJobs} WHERE {IsUnfinished} ORDER BY id";
    private const string AllOfOne = $"{SelectJobs} WHERE organization_id = @organizationId ORDER BY id";
    private const string UnfinishedOfOne =
        $"{SelectJobs} WHERE organization_id = @organizationId AND {IsUnfinished} ORDER BY id";

    /// <summary>Selects the organization and the role of a valid key.</summary>
    public const string FindKey = """
        SELECT k.organization_id, k.role
        FROM api_keys k
        JOIN organizations o ON o.id = k.organization_id
        WHERE k.secret_hash = @secretHash AND k.organization_id = @organizationId AND k.active = 1 AND o.active = 1
        """;

    /// <summary>Returns the statement for the jobs of <c>@organizationId</c>, or of every organization if it is null.</summary>
    public static string Jobs(long? organizationId, bool onlyUnfinished) =>
        (organizationId, onlyUnfinished) switch
        {
            (null, false) => AllOfEverybody,
            (null, true) => UnfinishedOfEverybody,
            (_, false) => AllOfOne,
            (_, true) => UnfinishedOfOne,
        };
}
