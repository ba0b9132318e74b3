using System.Data.Common;
using JobsService.Domain.Jobs;

namespace JobsService.Infrastructure.Seeding;

/// <summary>Writes many jobs, in the fastest way that an engine has. Only seeding writes jobs.</summary>
internal interface IJobWriter
{
    /// <summary>Writes the jobs with the ids that they have.</summary>
    /// <param name="transaction">A transaction of the engine's own kind.</param>
    /// <param name="jobs">The jobs, whose organizations must exist.</param>
    /// <param name="progress">Told from time to time how many have been written.</param>
    /// <param name="cancellationToken">Stops; the transaction is the caller's.</param>
    Task Write(
        DbTransaction transaction,
        IEnumerable<Job> jobs,
        IProgress<long> progress,
        CancellationToken cancellationToken
    );
}
