namespace JobsService.IntegrationTests.Http;

/// <summary>An organization whose rows can be told apart from those of another one.</summary>
/// <param name="Id">Its id. The ids of its rows are between this id and that of the next organization.</param>
/// <param name="Key">The credentials of an organization admin.</param>
internal sealed record OrganizationForTests(long Id, string Key)
{
    /// <summary>The first of its jobs, which have consecutive ids.</summary>
    public long FirstJobId => Id + 100_000;

    /// <summary>The name of the organization, its jobs and its API keys.</summary>
    public string Marker => $"of-{Id}-only";
}
