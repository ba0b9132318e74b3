using System.Globalization;
using JobsService.Application.Filtering;
using JobsService.Application.Jobs;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;

namespace JobsService.Application.JobChanges;

/// <summary>
/// Finds jobs that became stalled because time passed. This is no change of the job, so a request with the filter <c>stalled</c> must be
/// told in addition to the changes.
/// </summary>
/// <param name="jobs">The jobs.</param>
internal sealed class NewlyStalledJobs(IJobRepository jobs) : IDisposable
{
    // Few, because the requests that call this hold no permit for the database.
    private const int ReadsAtOnce = 2;

    private readonly SemaphoreSlim _reads = new(ReadsAtOnce);

    /// <summary>Returns the jobs in scope that are stalled at the end of a period, and were not at its beginning.</summary>
    /// <param name="scope">The organizations that the caller can access.</param>
    /// <param name="from">The argument of <see cref="Job.IsStalled"/> at the beginning.</param>
    /// <param name="until">The argument of <see cref="Job.IsStalled"/> at the end.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="Availability.DatabaseUnavailableException">The database is unavailable.</exception>
    public async Task<IReadOnlyList<Job>> Read(
        OrganizationScope scope,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken cancellationToken
    )
    {
        if (until <= from)
        {
            return [];
        }

        var updatedAfter = (from.ToUnixTimeSeconds() - 1).ToString(CultureInfo.InvariantCulture);
        var parameters = new ListParameters(name =>
            name switch
            {
                JobFields.Stalled => ["true"],
                "updated_at__after" => [updatedAfter],
                _ => [],
            }
        );
        var filter = new JobFilter(
            JobSubset.All,
            FilterValues.Read(JobFilters.List.Filters, parameters, problems: []),
            until
        );
        await _reads.WaitAsync(cancellationToken);
        try
        {
            return await jobs.Read(scope, filter, Window.Whole).ToListAsync(cancellationToken);
        }
        finally
        {
            _reads.Release();
        }
    }

    public void Dispose() => _reads.Dispose();
}
