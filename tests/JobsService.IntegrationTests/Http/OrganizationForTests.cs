namespace JobsService.IntegrationTests.Http;

/// <summary>An organization with rows to recognise it by.</summary>
/// <param name="Id">Its id; the ids of its rows are between it and the next organization's.</param>
/// <param name="Key">The credentials of an organization admin.</param>
internal sealed record OrganizationForTests(long Id, string Key)
{
    /// <summary>The first of its jobs, which have consecutive ids.</summary>
    public long FirstJobId => Id + 100_000;

    /// <summary>The name of its jobs and API keys.</summary>
    public string Marker => $"of-{Id}-only";
}
