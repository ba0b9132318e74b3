using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Seeding;

namespace JobsService.Benchmarks.Micro;

/// <summary>Sample jobs, from the generator of the <c>seed</c> command.</summary>
internal static class SampleJobs
{
    /// <summary>Jobs of one organization. The first ones have all states; later ones are nearly all finished.</summary>
    public static IEnumerable<Job> Take(int count) => new JobGenerator(organizations: 1, seed: 1).Generate(count);

    /// <summary>A finished job.</summary>
    public static Job Finished { get; } = Take(1000).Last(job => job.State == JobState.Finished);
}
