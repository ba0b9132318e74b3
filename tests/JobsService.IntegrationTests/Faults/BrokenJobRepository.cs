using System.Net;
using JobsService.Application.Availability;
using JobsService.Application.JobChanges;
using JobsService.Application.Jobs;
using JobsService.Application.Scoping;
using JobsService.IntegrationTests.Jobs;

namespace JobsService.IntegrationTests.Faults;

/// <summary>A repository whose methods all throw the exception that leads to status 500 or 503.</summary>
internal static class BrokenJobRepository
{
    /// <summary>The message of the exceptions, which a response must not contain.</summary>
    public const string InternalDetail = "A confidential detail.";

    /// <summary>Creates the repository.</summary>
    /// <param name="status">500 or 503.</param>
    public static IJobRepository With(HttpStatusCode status) =>
        JobRepositoryProxy.Create((_, _) => throw ExceptionFor(status));

    /// <summary>Creates a repository of changes.</summary>
    /// <inheritdoc cref="With"/>
    public static IJobChangeRepository OfChangesWith(HttpStatusCode status) => new Changes(status);

    private static Exception ExceptionFor(HttpStatusCode status) =>
        status switch
        {
            HttpStatusCode.InternalServerError => new InvalidOperationException(InternalDetail),
            HttpStatusCode.ServiceUnavailable => new DatabaseUnavailableException(InternalDetail),
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, message: null),
        };

    private sealed class Changes(HttpStatusCode status) : IJobChangeRepository
    {
        public TimeSpan PollInterval => TimeSpan.FromSeconds(1);

        public Task<ChangePosition> FindPosition(CancellationToken cancellationToken) => throw ExceptionFor(status);

        public Task<long> FindLastDeletion(CancellationToken cancellationToken) => throw ExceptionFor(status);

        public Task<JobChangePage> Read(
            OrganizationScope scope,
            ChangeRange range,
            int limit,
            CancellationToken cancellationToken
        ) => throw ExceptionFor(status);
    }
}
