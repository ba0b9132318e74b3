using System.Net;
using JobsService.IntegrationTests.JobChanges;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Http;

/// <summary>
/// Calls routes with the keys of two organizations and with all combinations of their ids, and finds data of the other
/// organization in the responses.
/// </summary>
internal sealed class RouteScopeCheck(RunningService service, TwoOrganizations organizations)
{
    /// <summary>A whole list, a numbered page and a keyset page, each large enough for all rows.</summary>
    private static readonly string[] Queries = ["", "?page=0&per_page=1000", "?page_token=&per_page=1000"];

    /// <summary>The violations of a route, one sentence each.</summary>
    public async Task<IReadOnlyList<string>> ViolationsOf(ServiceRoute route)
    {
        List<string> violations = [];
        try
        {
            foreach (var (own, other) in organizations.Pairs)
            {
                violations.AddRange(await ViolationsOf(route, own, other));
            }
        }
        catch (UnknownPlaceholderException exception)
        {
            violations.Add(exception.Message);
        }

        return violations;
    }

    private static string[] QueriesOf(ServiceRoute route, OrganizationForTests own) =>
        route.IsList ? Queries
        : route.IsOfChanges ? [$"?limit=2000&cursor={Cursors.BeforeAll(own.Id)}"]
        : [""];

    private async Task<IReadOnlyList<string>> ViolationsOf(
        ServiceRoute route,
        OrganizationForTests own,
        OrganizationForTests other
    )
    {
        List<string> violations = [];
        var (answers, answersOwn) = (false, false);
        foreach (var owners in Combinations(route.Placeholders.Count, own, other))
        {
            foreach (var query in QueriesOf(route, own))
            {
                var path = await PathOf(route, owners) + query;
                var keysBefore = await organizations.ApiKeysOf(other);
                var answer = await Call(route, path, own);
                if (await organizations.ApiKeysOf(other) != keysBefore)
                {
                    violations.Add($"{route.Method} {path} changed an API key of the other organization.");
                }

                if (answer.Status == HttpStatusCode.BadRequest)
                {
                    violations.Add(
                        $"{route.Method} {path}: status 400 for a valid request, for example because the rows of both organizations "
                            + $"exceed a limit: {answer.Body}"
                    );
                }

                var isSuccess = answer.Status is HttpStatusCode.OK or HttpStatusCode.NoContent;
                answers |= isSuccess;
                answersOwn |= isSuccess && owners.All(owner => owner == own);
                violations.AddRange(
                    (await Leaks(route, own, other)).In(answer.Body).Select(leak => $"{route.Method} {path}: {leak}")
                );
            }
        }

        if (answers && route.IsForSystemAdmins)
        {
            violations.Add($"{route} is for system admins only and answers an organization admin with 200.");
        }
        else if (!answersOwn && !route.IsForSystemAdmins)
        {
            violations.Add($"{route} never answers its own organization with 200 or 204, so its scope is not tested.");
        }

        return violations;
    }

    private async Task<OrganizationLeaks> Leaks(
        ServiceRoute route,
        OrganizationForTests own,
        OrganizationForTests other
    )
    {
        var ids = await organizations.IdsOf(other);

        // Routes that need no key, such as the OpenAPI document, contain unrelated numbers.
        HashSet<long> counts = route.NeedsKey
            ?
            [
                .. (await organizations.CountsOf(other))
                    .Union(await organizations.CountsOfAll())
                    .Except(await organizations.CountsOf(own)),
            ]
            : [];
        return new OrganizationLeaks(own, other, ids, counts, route.NeedsKey);
    }

    private async Task<string> PathOf(ServiceRoute route, IReadOnlyList<OrganizationForTests> owners)
    {
        var values = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (placeholder, owner) in route.Placeholders.Zip(owners))
        {
            if (await organizations.ValueOf(route, placeholder, owner) is { } value)
            {
                values.Add(placeholder, value);
            }
        }

        return route.PathWith(values);
    }

    private async Task<(HttpStatusCode Status, string Body)> Call(
        ServiceRoute route,
        string path,
        OrganizationForTests caller
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), path);
        request.Headers.Authorization = RunningService.Basic(caller.Key);
        request.Content = route.ValidBody(caller.Marker);
        using var response = await service.Client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Every way to choose one of the two organizations for each placeholder.</summary>
    private static IEnumerable<IReadOnlyList<OrganizationForTests>> Combinations(
        int placeholders,
        OrganizationForTests own,
        OrganizationForTests other
    ) =>
        Enumerable
            .Range(0, 1 << placeholders)
            .Select(choice =>
                Enumerable.Range(0, placeholders).Select(place => (choice & (1 << place)) == 0 ? own : other).ToArray()
            );
}
