using JobsService.Application.JobChanges;

namespace JobsService.IntegrationTests.JobChanges;

/// <summary>Cursors of requests for changes without filters.</summary>
internal static class Cursors
{
    /// <summary>The cursor before all changes of an organization.</summary>
    public static string BeforeAll(long organization) => At(organization, version: 0);

    /// <summary>The cursor after a change.</summary>
    public static string At(long organization, long version) =>
        new ChangeCursor(version, StalledBefore: null).ToText($"changes of {organization} ");
}
