namespace JobsService.ClientTests.Scripted;

/// <summary>JSON as the service writes it.</summary>
internal static class Texts
{
    /// <summary>A job.</summary>
    public static string Job(long id, string state = "sending", long progress = 0, string retryAt = "null") =>
        $$"""{"begins_at":"2014-07-03T13:37:00Z","created_at":"2014-07-03T13:37:33Z","finished_at":null,"id":{{id}},"job_type":"Campaign","mailing_list_id":12,"name":"Job {{id}}","organization_id":1,"paused":false,"progress_total":10,"progress_value":{{progress}},"retry_at":{{retryAt}},"started_at":null,"state":"{{state}}","state2":null,"suppression_list_id":null,"updated_at":"2014-07-03T13:37:39Z"}""";

    /// <summary>A page of jobs.</summary>
    /// <param name="nextToken">The token of the next page; null on the last page.</param>
    /// <param name="jobs">The jobs.</param>
    public static string Page(string? nextToken, params string[] jobs) =>
        $$"""{"success":true,"data":[{{string.Join(',', jobs)}}],"error_code":null,"error_message":null,"page_token":"","per_page":2,"next_page_token":{{Quoted(nextToken)}}}""";

    /// <summary>Changes.</summary>
    public static string Changes(
        string cursor,
        string[]? jobs = null,
        string deleted = "",
        string left = "",
        bool hasMore = false
    ) =>
        $$"""{"success":true,"data":[{{string.Join(',', jobs ?? [])}}],"error_code":null,"error_message":null,"deleted":[{{deleted}}],"has_more":{{(hasMore ? "true" : "false")}},"left":[{{left}}],"next_cursor":"{{cursor}}"}""";

    private static string Quoted(string? text) => text is null ? "null" : $"\"{text}\"";
}
