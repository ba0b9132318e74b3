namespace JobsService.Client.Http;

/// <summary>A copy of a <see cref="JobQuery"/> as parameters of requests.</summary>
internal sealed class JobSelection
{
    private readonly QueryString _filters;
    private readonly QueryString _fields;
    private readonly string? _order;

    private JobSelection(JobQuery? query, params string[] requiredFields)
    {
        query ??= new JobQuery();
        Scope = query.Scope;
        UnfinishedOnly = query.UnfinishedOnly;
        _filters = FiltersOf(query);
        _fields = new QueryString().AddList(
            "fields",
            query.Fields.Count == 0 ? [] : query.Fields.Union(requiredFields, StringComparer.Ordinal)
        );
        _order = NameOf(query.Order);
    }

    /// <summary>The organizations.</summary>
    public OrganizationScope Scope { get; }

    /// <summary>Whether finished jobs are not selected. Routes of changes do not have this filter.</summary>
    public bool UnfinishedOnly { get; }

    /// <summary>Selects jobs for a list.</summary>
    public static JobSelection OfList(JobQuery? query) => new(query, "id");

    /// <summary>Selects jobs for text, which has exactly the selected fields.</summary>
    public static JobSelection OfExport(JobQuery? query) => new(query);

    /// <summary>Selects jobs to follow. The fields that show whether a job is unfinished are needed to apply this filter.</summary>
    public static JobSelection OfChanges(JobQuery? query) =>
        query is { UnfinishedOnly: true } ? new(query, "id", "retry_at", "state") : new(query, "id");

    /// <summary>The path and the query string of a page of the list.</summary>
    public string Page(string? token, int size) =>
        ListPath
        + new QueryString()
            .Add(_filters)
            .Add(_fields)
            .Add("order_by", _order)
            .Add("per_page", size)
            .Add("page_token", token ?? "");

    /// <summary>The path and the query string of a page in another format. Only the selected fields are included.</summary>
    public string Page(string? token, long size, string format, bool hasByteOrderMark) =>
        ListPath
        + new QueryString()
            .Add("format", format)
            .Add("bom", hasByteOrderMark ? true : null)
            .Add(_filters)
            .Add(_fields)
            .Add("order_by", _order)
            .Add("per_page", size)
            .Add("page_token", token ?? "");

    /// <summary>The path and the query string of the changes after a cursor.</summary>
    public string Changes(string cursor, TimeSpan? wait, int? limit) =>
        Scope.JobsPath("changes")
        + new QueryString()
            .Add(_filters)
            .Add(_fields)
            .Add("cursor", cursor)
            .Add("limit", limit)
            .Add("wait", wait is { } time ? (long)Math.Ceiling(time.TotalSeconds) : null);

    /// <summary>The path and the query string of the events after a cursor.</summary>
    public string Events(string cursor) =>
        Scope.JobsPath("events") + new QueryString().Add(_filters).Add(_fields).Add("cursor", cursor);

    private string ListPath => Scope.JobsPath(UnfinishedOnly ? "unfinished" : "all");

    private static string? NameOf(JobOrder order) =>
        order switch
        {
            JobOrder.IdDescending => "-id",
            JobOrder.Changed => "changed",
            JobOrder.ChangedDescending => "-changed",
            _ => null,
        };

    private static QueryString FiltersOf(JobQuery query) =>
        new QueryString()
            .AddList("id", query.Ids)
            .AddEach("state", query.States.Select(state => state.ToString()))
            .AddEach("state2", query.SecondaryStates)
            .AddEach("job_type", query.Types.Select(type => type.ToString()))
            .AddList("mailing_list_id", query.MailingListIds)
            .AddList("suppression_list_id", query.SuppressionListIds)
            .Add("name_contains", query.NameContains)
            .Add("paused", query.Paused)
            .Add("stalled", query.Stalled)
            .Add("begins_at__after", query.BeginsAtAfter)
            .Add("begins_at__before", query.BeginsAtBefore)
            .Add("created_at__after", query.CreatedAtAfter)
            .Add("created_at__before", query.CreatedAtBefore)
            .Add("started_at__after", query.StartedAtAfter)
            .Add("started_at__before", query.StartedAtBefore)
            .Add("finished_at__after", query.FinishedAtAfter)
            .Add("finished_at__before", query.FinishedAtBefore)
            .Add("updated_at__after", query.UpdatedAtAfter)
            .Add("updated_at__before", query.UpdatedAtBefore)
            .Add("retry_at__after", query.RetryAtAfter)
            .Add("retry_at__before", query.RetryAtBefore);
}
