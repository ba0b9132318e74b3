using JobsService.Application.Jobs;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Sql;

namespace JobsService.Infrastructure.Jobs;

/// <summary>Reads jobs, on every engine.</summary>
internal sealed class JobRepository(Database database, JobReader reader) : IJobRepository
{
    public IAsyncEnumerable<Job> StreamAll(OrganizationScope scope) =>
        scope.OrganizationId is { } organizationId
            ? database.Stream(JobStatements.AllOfOrganization, new { organizationId }, reader.Read)
            : database.Stream(JobStatements.AllOfEveryOrganization, values: null, reader.Read);

    public IAsyncEnumerable<Job> StreamUnfinished(OrganizationScope scope) =>
        scope.OrganizationId is { } organizationId
            ? database.Stream(JobStatements.UnfinishedOfOrganization, new { organizationId }, reader.Read)
            : database.Stream(JobStatements.UnfinishedOfEveryOrganization, values: null, reader.Read);
}
