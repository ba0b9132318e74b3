namespace JobsService.IntegrationTests.Http;

internal static class Routes
{
    public const string All = "/ga/api/v2/jobs/all";
    public const string Unfinished = "/ga/api/v2/jobs/unfinished";
    public const string AllOnAllOrganizations = "/ga/api/v2/jobs/all_on_all_organizations";
    public const string UnfinishedOnAllOrganizations = "/ga/api/v2/jobs/unfinished_on_all_organizations";

    public static string AllOf(long organizationId) => $"/ga/api/v2/organizations/{organizationId}/jobs/all";

    public static string UnfinishedOf(long organizationId) =>
        $"/ga/api/v2/organizations/{organizationId}/jobs/unfinished";

    public const string Statistics = "/ga/api/v2/jobs/stats";
    public const string StatisticsOnAllOrganizations = "/ga/api/v2/jobs/stats_on_all_organizations";

    public static string StatisticsOf(long organizationId) => $"/ga/api/v2/organizations/{organizationId}/jobs/stats";

    public const string Changes = "/ga/api/v2/jobs/changes";
    public const string ChangesOnAllOrganizations = "/ga/api/v2/jobs/changes_on_all_organizations";
    public const string Events = "/ga/api/v2/jobs/events";
    public const string EventsOnAllOrganizations = "/ga/api/v2/jobs/events_on_all_organizations";

    public const string Organizations = "/ga/api/v2/organizations";

    public static string Organization(long id) => $"{Organizations}/{id}";

    public const string WhoAmI = "/ga/api/v2/whoami";
    public const string ApiKeys = "/ga/api/v2/api_keys";
    public const string AuditLog = "/ga/api/v2/audit_log";

    public static string ApiKeysOf(long organizationId) => $"/ga/api/v2/organizations/{organizationId}/api_keys";

    public static string ApiKey(long id) => $"{ApiKeys}/{id}";

    public static string Rotate(long id) => $"{ApiKeys}/{id}/rotate";

    public static string Job(long id) => $"/ga/api/v2/jobs/{id}";
}
