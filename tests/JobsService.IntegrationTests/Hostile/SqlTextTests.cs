using System.Net;
using JobsService.Application.ApiKeys;
using JobsService.Application.Jobs;
using JobsService.Application.Paging;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Hostile;

/// <summary>SQL in a parameter is treated as text and never executed.</summary>
[OnEveryEngine]
internal sealed class SqlTextTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private static readonly string[] Texts =
    [
        "' OR '1'='1",
        "' OR 1=1 --",
        "'; DROP TABLE jobs; --",
        "'; DELETE FROM api_keys; --",
        "' UNION SELECT id, id, name, role, 1, 0, 0, 0, secret_hash FROM api_keys --",
        "1); UPDATE api_keys SET role = 'system_admin' --",
        "@organizationId",
        "\\'",
        "x' AND (SELECT 1 FROM api_keys) = 1 --",
        "%' ESCAPE 'x' OR name LIKE '%",
        "1 WAITFOR DELAY '0:0:9'",
    ];

    private static readonly string[] Names =
    [
        .. JobFilters.List.Filters.Concat(ApiKeyFilters.List.Filters).Select(filter => filter.Name),
        PageParameters.OrderBy,
        PageParameters.Page,
        PageParameters.PerPage,
        PageParameters.PageToken,
    ];

    [Test]
    public async Task SQL_in_a_query_string_matches_nothing_and_changes_nothing()
    {
        var key = await Database.AddKey(2);
        await Database.AddKey(1, ApiKeyRole.SystemAdmin);
        await Database.AddJobs(Jobs.JobBuilder.Job(1), Jobs.JobBuilder.Job(2, 2));
        await using var service = await RunningService.Start(Database);
        var before = await Contents();

        foreach (var name in Names)
        {
            foreach (var text in Texts)
            {
                foreach (var route in new[] { Routes.All, Routes.Unfinished, Routes.ApiKeys })
                {
                    var answer = await Envelope.Of(
                        await service.Get($"{route}?{name}={Uri.EscapeDataString(text)}", key)
                    );

                    // Parameters of other lists are ignored. Parameters of this list match nothing or are refused.
                    var isIgnored = route == Routes.ApiKeys ? IsOfJobs(name) : IsOfKeys(name);
                    Assert.That(
                        answer.Success ? answer.Ids.Count : 0,
                        Is.EqualTo(isIgnored ? 1 : 0),
                        $"{route}?{name}={text}"
                    );
                    Assert.That(answer.Status, Is.AnyOf(HttpStatusCode.OK, HttpStatusCode.BadRequest));
                }
            }
        }

        Assert.That(await Contents(), Is.EqualTo(before));
    }

    [Test]
    public async Task SQL_in_a_name_is_stored_verbatim()
    {
        var key = await Database.AddKey(2);
        await using var service = await RunningService.Start(Database);

        foreach (var text in Texts)
        {
            using var response = await service.Send(
                HttpMethod.Post,
                Routes.ApiKeys,
                key,
                System.Text.Json.JsonSerializer.Serialize(new { api_key = new { name = text } })
            );
            var made = await Envelope.Of(response);
            var found = await Envelope.Of(
                await service.Get($"{Routes.ApiKeys}?name={Uri.EscapeDataString(text)}", key)
            );

            Assert.That(made.Data.GetProperty("name").GetString(), Is.EqualTo(text));
            Assert.That(found.Ids, Is.EqualTo(new[] { made.Data.GetProperty("id").GetInt64() }), text);
        }
    }

    private static bool IsOfJobs(string name) => JobFilters.List.Filters.Any(filter => filter.Name == name);

    private static bool IsOfKeys(string name) => ApiKeyFilters.List.Filters.Any(filter => filter.Name == name);

    /// <summary>All rows of organizations, jobs and API keys, as text.</summary>
    private async Task<IReadOnlyList<string>> Contents()
    {
        List<string> rows = [];
        foreach (var table in new[] { "organizations", "jobs", "api_keys" })
        {
            foreach (
                IDictionary<string, object?> row in await Database.Query<dynamic>($"SELECT * FROM {table} ORDER BY id")
            )
            {
                rows.Add(
                    string.Join(
                        ' ',
                        row.Where(cell => cell.Key != "last_used_at").Select(cell => $"{cell.Key}={cell.Value}")
                    )
                );
            }
        }

        return rows;
    }
}
