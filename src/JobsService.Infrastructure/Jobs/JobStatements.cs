using JobsService.Infrastructure.Sql;

namespace JobsService.Infrastructure.Jobs;

/// <summary>The statements that read jobs, the same for every engine.</summary>
internal static class JobStatements
{
    /// <summary>The columns in the order in which <see cref="JobReader"/> takes them.</summary>
    private const string Select = """
        SELECT begins_at, created_at, finished_at, id, job_type, mailing_list_id, name, organization_id, paused,
               progress_total, progress_value, retry_at, started_at, state, state2, suppression_list_id, updated_at
        FROM jobs
        """;

    /// <summary>
    /// <see cref="Domain.Jobs.JobState.IsUnfinished"/> in SQL. The partial indexes of the migrations are used only while it
    /// repeats their condition, with these literals and in this form.
    /// </summary>
    private const string Unfinished =
        "state <> 'finished' AND state <> 'cancelled' AND (state <> 'failed' OR retry_at IS NOT NULL)";

    private static readonly (string, ColumnType) OrganizationId = ("organizationId", ColumnType.BigInt);

    public static readonly Statement AllOfOrganization = new(
        $"""
        {Select}
        WHERE organization_id = @organizationId
        ORDER BY id
        """,
        OrganizationId
    )
    {
        IsForAnyOrganization = true,
    };

    public static readonly Statement AllOfEveryOrganization = new(
        $"""
        {Select}
        ORDER BY id
        """
    );

    public static readonly Statement UnfinishedOfOrganization = new(
        $"""
        {Select}
        WHERE organization_id = @organizationId
          AND {Unfinished}
        ORDER BY id
        """,
        OrganizationId
    )
    {
        IsForAnyOrganization = true,
    };

    public static readonly Statement UnfinishedOfEveryOrganization = new(
        $"""
        {Select}
        WHERE {Unfinished}
        ORDER BY id
        """
    );
}
