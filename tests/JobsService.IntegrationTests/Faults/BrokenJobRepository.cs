using System.Net;
using JobsService.Application.Availability;
using JobsService.Application.Jobs;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;

namespace JobsService.IntegrationTests.Faults;

/// <summary>A repository whose lists fail at once, such that the answer has a certain status; or are empty.</summary>
internal sealed class BrokenJobRepository(HttpStatusCode status) : IJobRepository
{
    /// <summary>What an answer must not tell.</summary>
    public const string Innards = "Something about our innards.";

    public IAsyncEnumerable<Job> StreamAll(OrganizationScope scope) =>
        status switch
        {
            HttpStatusCode.InternalServerError => throw new InvalidOperationException(Innards),
            HttpStatusCode.ServiceUnavailable => throw new DatabaseUnavailableException(Innards),
            _ => AsyncEnumerable.Empty<Job>(),
        };

    public IAsyncEnumerable<Job> StreamUnfinished(OrganizationScope scope) => StreamAll(scope);
}
