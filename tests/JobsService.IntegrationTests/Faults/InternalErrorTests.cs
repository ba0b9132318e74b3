using System.Net;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Faults;

internal sealed class InternalErrorTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    [Test]
    public async Task An_unhandled_exception_is_a_500_that_reveals_only_the_request_id()
    {
        var key = await Database.AddKey(1);
        await using var service = await RunningService.Start(
            Database,
            configure: builder =>
                builder.Services.AddSingleton(BrokenJobRepository.With(HttpStatusCode.InternalServerError))
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
            Assert.That(answer.ErrorMessage, Does.Contain(requestId).And.Not.Contain("confidential"));
            Assert.That(service.Log.Lines, Has.Some.Contains("confidential").And.Contains(requestId));
        }
    }

    [TestCase(HttpStatusCode.InternalServerError, 0)]
    [TestCase(HttpStatusCode.ServiceUnavailable, 0)]
    [TestCase(HttpStatusCode.InternalServerError, 1)]
    [TestCase(HttpStatusCode.ServiceUnavailable, 1)]
    public async Task Every_repository_failure_gets_the_same_error_response(
        HttpStatusCode status,
        int maxUnpagedRecords
    )
    {
        var key = await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        await using var service = await RunningService.Start(
            Database,
            configure: builder =>
            {
                builder.Configuration["Jobs:MaxUnpagedRecords"] = $"{maxUnpagedRecords}";
                builder.Services.AddSingleton(BrokenJobRepository.With(status));
                builder.Services.AddSingleton(BrokenJobRepository.OfChangesWith(status));
            }
        );
        foreach (
            var route in (await ServiceRoutes.All()).Where(route =>
                route.Template.Contains("/jobs", StringComparison.Ordinal)
            )
        )
        {
            string[] queries = route.IsList ? ["", "?per_page=1", "?page_token="] : [""];
            foreach (var query in queries)
            {
                var path = ServiceRoutes.WithIds(route.Template, organizationId: 1, id: 1);

                var answer = await Envelope.Of(await service.Get(path + query, key));

                Assert.That((answer.Status, answer.ErrorCode), Is.EqualTo((status, "internal_error")), path + query);
            }
        }
    }
}
