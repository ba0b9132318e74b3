using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Seeding;

namespace JobsService.Benchmarks.Micro;

/// <summary>Jobs to measure with: the ones that the service's own <c>seed</c> makes.</summary>
internal static class SampleJobs
{
    /// <summary>Jobs of one organization. The first go through every state, those after them are nearly all finished.</summary>
    public static IEnumerable<Job> Take(int count) => new JobGenerator(organizations: 1, seed: 1).Generate(count);

    /// <summary>One that has run to its end.</summary>
    public static Job Finished { get; } = Take(1000).Last(job => job.State == JobState.Finished);
}
