namespace JobsService.Benchmarks.Peers;

/// <summary>The work of Hangfire's jobs, which is never executed.</summary>
public static class SubscriberImport
{
    /// <summary>Has the arguments of a job.</summary>
    public static void Run(long id, string file, long mailingListId, long total)
    {
        // The jobs are created in their last state.
    }
}
