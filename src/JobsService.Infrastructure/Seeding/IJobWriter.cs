using System.Data.Common;
using JobsService.Domain.Jobs;

namespace JobsService.Infrastructure.Seeding;

/// <summary>Writes many jobs, in the fastest way that an engine has. Only seeding writes jobs.</summary>
internal interface IJobWriter
{
    /// <summary>Writes the jobs with the ids that they have, in batches; a batch is written whole or not at all.</summary>
    /// <param name="connection">An open connection of the engine's own kind.</param>
    /// <param name="jobs">The jobs, whose organizations must exist.</param>
    /// <param name="progress">Told after each batch how many have been written.</param>
    /// <param name="cancellationToken">Stops after the batch in hand was undone.</param>
    /// <returns>How many were written.</returns>
    Task<long> Write(
        DbConnection connection,
        IEnumerable<Job> jobs,
        IProgress<long> progress,
        CancellationToken cancellationToken
    );
}
