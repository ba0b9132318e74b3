namespace JobsService.IntegrationTests.Http;

internal static class Routes
{
    public const string All = "/ga/api/v2/jobs/all";
    public const string Unfinished = "/ga/api/v2/jobs/unfinished";
}
