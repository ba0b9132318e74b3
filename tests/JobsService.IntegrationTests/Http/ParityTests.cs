using System.Text;
using System.Text.RegularExpressions;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Seeding;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Service;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Http;

/// <summary>Both database engines return the same bytes for the same rows.</summary>
[OnSqlServer]
internal sealed partial class ParityTests(DatabaseProvider provider)
{
    private const int Organizations = 5;
    private const int Jobs = 20_000;

    /// <summary>Queries with every filter, in different formats, and with every kind of page.</summary>
    private static readonly string[] Queries =
    [
        "",
        "begins_at__after=1735689600&begins_at__before=2025-06-01T00:00:00.5%2B02:00&per_page=50",
        "finished_at__after=2025-12-01T00:00:00Z&finished_at__before=2025-12-31T23:59:59Z",
        "state=FAILED,cancelled,paused&page=3&per_page=7",
        "state=scheduled&job_type=campaign&page_token=",
        "job_type=SubscriberImport&job_type=ListExport&per_page=3&page=1",
        "state=none-of-these&per_page=10",
    ];

    [Test]
    public async Task Both_engines_answer_every_route_with_the_same_bytes()
    {
        // The routes come from the service, so that new ones are compared too.
        string[] routes =
        [
            .. (await ServiceRoutes.ToGet()).Select(route => ServiceRoutes.WithIds(route, organizationId: 2, id: 2)),
        ];
        Assert.That(routes, Does.Contain(Routes.All).And.Contain(Routes.AllOf(2)).And.Contain(Routes.Job(2)));

        var onSqlServer = await Answers(provider, routes);
        var onSqlite = await Answers(DatabaseProvider.Sqlite, routes);

        foreach (var (request, answer) in onSqlite)
        {
            Assert.That(onSqlServer[request], Is.EqualTo(answer), request);
        }
    }

    private static async Task<Dictionary<string, byte[]>> Answers(DatabaseProvider provider, string[] routes)
    {
        await using var database = await TestDatabase.Create(provider);
        await database
            .Services.GetRequiredService<DatabaseSeeder>()
            .Seed(Organizations, Jobs, seed: 3, new Progress<long>(), CancellationToken.None);
        string[] keys = [await database.AddKey(1, ApiKeyRole.SystemAdmin), await database.AddKey(2)];
        await using var service = await RunningService.Start(database);
        Dictionary<string, byte[]> answers = new(StringComparer.Ordinal);
        foreach (
            var (route, query, key) in from route in routes
            from query in Queries
            from key in keys
            select (route, query, key)
        )
        {
            using var response = await service.Get($"{route}?{query}", key);
            await Envelope.Of(response);
            var answer = await response.Content.ReadAsByteArrayAsync();
            var isOfJobs = route.Contains("/jobs", StringComparison.Ordinal) && !route.Contains("/stats");
            answers[$"{route}?{query} for organization {key[0]}"] = isOfJobs ? answer : WithoutVolatileValues(answer);
        }

        return answers;
    }

    /// <summary>A response with API keys, audit entries, organizations or numbers, without its times and random values.</summary>
    private static byte[] WithoutVolatileValues(byte[] answer) =>
        Encoding.UTF8.GetBytes(VolatileValue().Replace(Encoding.UTF8.GetString(answer), "…"));

    [GeneratedRegex(
        "(?<=\"(as_of|created_at|secret_last4|last_used_at)\":\")[^\"]*",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex VolatileValue();
}
