using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using static JobsService.IntegrationTests.Jobs.JobBuilder;

namespace JobsService.IntegrationTests.Docs;

/// <summary>
/// <c>docs/routes.txt</c> lists the approved status of every route for each caller and each owner of the requested resource.
/// The test sends these requests and compares the table of the statuses with the file.
/// </summary>
[OnEveryEngine]
internal sealed partial class RouteTableTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private const long Unknown = 4711;

    /// <summary>The owners of the resource that the ids of a route name.</summary>
    private static readonly string[] Owners = ["own", "other's", "system_admin's", "nobody's"];

    /// <summary>Routes that no caller of this test gets a 2xx from, with the reason.</summary>
    private static readonly Dictionary<string, string> RoutesWithoutSuccess = new(StringComparer.Ordinal);

    private RunningService _service = null!;

    // Every request uses new rows, because some routes delete them.
    private long _lastJob;

    [SetUp]
    public async Task Start()
    {
        await Database.AddOrganizations(1, 2, 3);
        _service = await RunningService.Start(Database);
    }

    [TearDown]
    public async Task Stop()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }
    }

    [Test]
    public async Task Every_route_answers_each_caller_as_approved()
    {
        (string Name, long Organization, string? Key)[] callers =
        [
            ("nobody", 2, null),
            ("organization_admin", 2, await Database.AddKey(2)),
            ("organization_admin of 1", 1, await Database.AddKey(1)),
            ("system_admin", 1, await Database.AddKey(1, ApiKeyRole.SystemAdmin)),
        ];
        var table = new StringBuilder();
        List<string> withoutSuccess = [];
        foreach (
            var route in (await ServiceRoutes.All())
                .OrderBy(route => route.Template, StringComparer.Ordinal)
                .ThenBy(route => route.Method, StringComparer.Ordinal)
        )
        {
            var rows = new StringBuilder();
            foreach (var caller in callers)
            {
                var cells = await Cells(route, caller.Organization, caller.Key);
                rows.Append(CultureInfo.InvariantCulture, $"  {caller.Name, -24}{cells}\n");
            }

            table.Append(CultureInfo.InvariantCulture, $"{route}\n{rows}");
            if (!Success().IsMatch(rows.ToString()))
            {
                withoutSuccess.Add($"{route}\n{rows}");
            }
        }

        Assert.That(
            withoutSuccess.Where(route => !RoutesWithoutSuccess.ContainsKey(route.Split('\n')[0])),
            Is.Empty,
            $"No caller gets a 2xx from these routes, so the table does not show who may use them. Add the rows that they need in "
                + $"{nameof(RouteTableTests)}.{nameof(Start)}, or add the route with a reason to {nameof(RoutesWithoutSuccess)}."
        );

        var file = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "routes.txt"));
        var approved = file[(file.IndexOf("\n\n", StringComparison.Ordinal) + 2)..];

        Assert.That(
            table.ToString(),
            Is.EqualTo(approved),
            () => $"Review the difference. If it is right, copy this table to docs/routes.txt:\n{table}"
        );
    }

    /// <summary>One status if the route has no ids, otherwise one for each owner that its resource can have.</summary>
    private async Task<string> Cells(ServiceRoute route, long organization, string? key)
    {
        if (route.Placeholders.Count == 0)
        {
            return $"{await Status(route, route.Template, key)}";
        }

        List<string> cells = [];
        foreach (var owner in Owners)
        {
            if (await PathOf(route, owner, organization) is { } path)
            {
                cells.Add($"{owner} {await Status(route, path, key)}");
            }
        }

        return string.Join("  ", cells);
    }

    /// <summary>The path with the ids of a resource of that owner; null if the resource cannot have that owner.</summary>
    private async Task<string?> PathOf(ServiceRoute route, string owner, long organization)
    {
        var ownerId = owner switch
        {
            "own" => organization,
            "other's" => 3,
            "system_admin's" => 1,
            _ => Unknown,
        };
        var hasId = route.Placeholders.Contains("id", StringComparer.Ordinal);
        if (owner == "system_admin's" && !(hasId && route.Resource == RouteResource.ApiKey))
        {
            return null;
        }

        var values = new Dictionary<string, long>(StringComparer.Ordinal) { ["organization_id"] = ownerId };
        if (hasId && route.Resource is { } resource)
        {
            values["id"] = owner == "nobody's" ? Unknown : await IdOf(resource, owner, ownerId);
        }

        return route.PathWith(values);
    }

    private async Task<long> IdOf(RouteResource resource, string owner, long organization)
    {
        if (resource == RouteResource.Organization)
        {
            return organization;
        }

        if (resource == RouteResource.Job)
        {
            await Database.AddJobs(Job(++_lastJob, organization));
            return _lastJob;
        }

        await Database.AddKey(
            organization,
            owner == "system_admin's" ? ApiKeyRole.SystemAdmin : ApiKeyRole.OrganizationAdmin
        );
        return (await Database.Query<long>("SELECT MAX(id) FROM api_keys"))[0];
    }

    private async Task<int> Status(ServiceRoute route, string path, string? key)
    {
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), path);
        request.Headers.Authorization = key is null ? null : RunningService.Basic(key);
        request.Content = route.ValidBody("n");
        using var response = await _service.Client.SendAsync(request);
        await DocumentedAnswers.Check(response);
        return (int)response.StatusCode;
    }

    [GeneratedRegex(" 2[0-9]{2}\\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Success();
}
