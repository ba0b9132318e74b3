using JobsService.Api.Hosting;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Seeding;
using JobsService.Infrastructure.Sql;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Service;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Http;

/// <summary>The same rows give the same bytes, whichever engine holds them.</summary>
internal sealed class ParityTests
{
    private const int Organizations = 5;
    private const int Jobs = 20_000;

    [Test]
    public async Task Both_engines_answer_every_route_with_the_same_bytes()
    {
        var routes = await RoutesOfTheApi();
        Assert.That(routes, Does.Contain(Routes.All).And.Contain(Routes.Unfinished));

        var onSqlServer = await Answers(DatabaseProvider.SqlServer, routes);
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
        foreach (var route in routes)
        {
            foreach (var key in keys)
            {
                using var response = await service.Get(route, key);
                Assert.That((await Envelope.Of(response)).Ids, Is.Not.Empty, route);
                answers[$"{route} for organization {key[0]}"] = await response.Content.ReadAsByteArrayAsync();
            }
        }

        return answers;
    }

    /// <summary>Every route of the API, so that a new one is compared without anybody's doing.</summary>
    private static async Task<string[]> RoutesOfTheApi()
    {
        await using var app = ServiceHost.CreateBuilder("Production").AddHttp().Build().MapHttp();
        return
        [
            .. ((IEndpointRouteBuilder)app)
                .DataSources.SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Select(endpoint => $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}")
                .Where(route => route.StartsWith("/ga/", StringComparison.Ordinal)),
        ];
    }
}
