using Hangfire;
using Hangfire.Common;
using Hangfire.States;

namespace JobsService.Benchmarks.Peers;

/// <summary>Creates jobs in Hangfire that have succeeded or failed.</summary>
internal static class HangfireJobs
{
    private const int MailingLists = 5000;
    private const int MaximumTotal = 200_000;

    /// <summary>Creates the jobs one after another.</summary>
    public static void Create(JobStorage storage, int jobs)
    {
        // Without filters, failed jobs are not scheduled again, and jobs have no parameters, which would need memory.
        var client = new BackgroundJobClient(storage, new JobFilterProviderCollection());
        var import = typeof(SubscriberImport).GetMethod(nameof(SubscriberImport.Run))!;
        var error = new InvalidOperationException("The server closed the connection.");
        for (var id = 1; id <= jobs; id++)
        {
            var name = $"weather-subscribers-{id}.csv";
            var job = new Job(typeof(SubscriberImport), import, id, name, id % MailingLists, id % MaximumTotal);
            client.Create(
                job,
                id % PeerJobs.FailedEvery == 0
                    ? new FailedState(error)
                    : new SucceededState(result: null, latency: 10, performanceDuration: id % MaximumTotal)
            );
        }
    }
}
