namespace JobsService.Benchmarks.Peers;

/// <summary>The jobs of the programs that the service is compared with.</summary>
internal static class PeerJobs
{
    /// <summary>Every fiftieth job failed, and all others succeeded, which is about the share of the service's generated jobs.</summary>
    public const int FailedEvery = 50;

    /// <summary>Returns the number of failed jobs.</summary>
    public static int Failed(int jobs) => jobs / FailedEvery;

    /// <summary>Returns the number of succeeded jobs.</summary>
    public static int Succeeded(int jobs) => jobs - Failed(jobs);
}
