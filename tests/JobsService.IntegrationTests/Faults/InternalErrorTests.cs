using System.Net;
using JobsService.Application.Jobs;
using JobsService.Infrastructure.Sql;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Faults;

internal sealed class InternalErrorTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    [Test]
    public async Task A_fault_of_ours_is_500_and_tells_the_request_id_and_nothing_else()
    {
        var key = await Database.AddKey(1);
        await using var service = await RunningService.Start(
            Database,
            configure: builder =>
                builder.Services.AddSingleton<IJobRepository>(
                    new BrokenJobRepository(HttpStatusCode.InternalServerError)
                )
        );

        using var response = await service.Get(Routes.All, key);

        var answer = await Envelope.Of(response);
        var requestId = response.Headers.GetValues("X-Request-Id").Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (answer.Status, answer.ErrorCode),
                Is.EqualTo((HttpStatusCode.InternalServerError, "internal_error"))
            );
            Assert.That(answer.ErrorMessage, Does.Contain(requestId).And.Not.Contain("innards"));
            Assert.That(service.Log.Lines, Has.Some.Contains("innards").And.Contains(requestId));
        }
    }
}
