using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using static JobsService.IntegrationTests.Jobs.JobBuilder;

namespace JobsService.IntegrationTests.Http;

/// <summary>
/// Two organizations with jobs, API keys and lines of the audit log. No id, number of rows or name of one occurs in the other,
/// so that any of them in an answer tells whose rows were read.
/// </summary>
internal sealed class TwoOrganizations(TestDatabase database)
{
    private readonly List<OrganizationForTests> _all = [];

    /// <summary>The organizations, each with the other one.</summary>
    public IEnumerable<(OrganizationForTests Own, OrganizationForTests Other)> Pairs =>
        [(_all[0], _all[1]), (_all[1], _all[0])];

    /// <summary>Fills the database.</summary>
    public static async Task<TwoOrganizations> In(TestDatabase database)
    {
        var organizations = new TwoOrganizations(database);
        await organizations.Add(20_000_000, finishedJobs: 5, unfinishedJobs: 32, apiKeys: 11);
        await organizations.Add(30_000_000, finishedJobs: 7, unfinishedJobs: 46, apiKeys: 17);
        return organizations;
    }

    /// <summary>The id for a placeholder of a route.</summary>
    /// <returns>An id of the organization; null where the route does not say what the placeholder names.</returns>
    public async Task<long?> ValueOf(ServiceRoute route, string placeholder, OrganizationForTests owner) =>
        (placeholder, route.Resource) switch
        {
            ("organization_id", _) => owner.Id,
            ("id", RouteResource.Job) => owner.FirstJobId,
            ("id", RouteResource.ApiKey) => await AddApiKey(owner),
            _ => null,
        };

    /// <summary>The ids of an organization: its own, and those of its jobs, API keys and lines of the audit log.</summary>
    public async Task<HashSet<long>> IdsOf(OrganizationForTests organization) =>
        [
            organization.Id,
            .. await Numbers("SELECT id FROM jobs WHERE organization_id = @id", organization),
            .. await Numbers("SELECT id FROM api_keys WHERE organization_id = @id", organization),
            .. await Numbers("SELECT id FROM audit_log WHERE organization_id = @id", organization),
        ];

    /// <summary>The numbers of jobs and API keys of an organization.</summary>
    public async Task<HashSet<long>> CountsOf(OrganizationForTests organization) =>
        [
            .. await Numbers("SELECT COUNT(*) FROM jobs WHERE organization_id = @id", organization),
            .. await Numbers(
                "SELECT COUNT(*) FROM jobs WHERE organization_id = @id AND state <> 'finished'",
                organization
            ),
            .. await Numbers("SELECT COUNT(*) FROM api_keys WHERE organization_id = @id", organization),
        ];

    /// <summary>The numbers of jobs and API keys of all organizations together.</summary>
    public async Task<HashSet<long>> CountsOfAll() =>
        [
            .. await Numbers("SELECT COUNT(*) FROM jobs", _all[0]),
            .. await Numbers("SELECT COUNT(*) FROM jobs WHERE state <> 'finished'", _all[0]),
            .. await Numbers("SELECT COUNT(*) FROM api_keys", _all[0]),
        ];

    /// <summary>The API keys of an organization that can be changed over HTTP, as a text to compare.</summary>
    public async Task<string> ApiKeysOf(OrganizationForTests organization)
    {
        var rows = await database.Query<(long Id, string Name, string Last4)>(
            "SELECT id, name, secret_last4 FROM api_keys WHERE organization_id = @id AND active = 1 ORDER BY id",
            new { id = organization.Id }
        );
        return string.Join('\n', rows);
    }

    private async Task Add(long id, int finishedJobs, int unfinishedJobs, int apiKeys)
    {
        await database.AddOrganizations(id);
        await AddFirstRows(id);
        var organization = new OrganizationForTests(id, await database.AddKey(id));
        await database.AddManyKeys(id, apiKeys - 2);
        await NameApiKeys(organization);
        await database.AddJobs(
            Enumerable
                .Range(0, finishedJobs + unfinishedJobs)
                .Select(number =>
                    Job(organization.FirstJobId + number, id, number < finishedJobs ? "finished" : "scheduled") with
                    {
                        Name = organization.Marker,
                    }
                )
        );
        _all.Add(organization);
    }

    /// <summary>An API key and a line of the audit log with great ids, which the tables continue from.</summary>
    private async Task AddFirstRows(long organizationId)
    {
        var values = new
        {
            id = organizationId + 200_000,
            organizationId,
            hash = Enumerable.Repeat((byte)(organizationId >> 20), 32).ToArray(),
            time = database.Column("2020-01-01T00:00:00Z"),
        };
        await InsertWithId(
            "api_keys",
            """
            INSERT INTO api_keys (id, organization_id, name, role, secret_hash, secret_last4, created_at)
            VALUES (@id, @organizationId, 'first', 'organization_admin', @hash, 'last', @time)
            """,
            values
        );
        await InsertWithId(
            "audit_log",
            """
            INSERT INTO audit_log (id, created_at, request_id, actor_organization_id, action, outcome, organization_id, detail)
            VALUES (@id, @time, 'test', @organizationId, 'test', 'done', @organizationId, '')
            """,
            values
        );
    }

    private Task InsertWithId(string table, string insert, object values) =>
        database.Execute(
            database.Engine.Provider == DatabaseProvider.SqlServer
                ? $"SET IDENTITY_INSERT {table} ON; {insert}; SET IDENTITY_INSERT {table} OFF"
                : insert,
            values
        );

    /// <summary>Adds an API key, since some routes remove it.</summary>
    private async Task<long> AddApiKey(OrganizationForTests owner)
    {
        await database.AddManyKeys(owner.Id, count: 1);
        await NameApiKeys(owner);
        return (await Numbers("SELECT MAX(id) FROM api_keys WHERE organization_id = @id", owner))[0];
    }

    private Task NameApiKeys(OrganizationForTests organization) =>
        database.Execute(
            "UPDATE api_keys SET name = @Marker WHERE organization_id = @Id",
            new { organization.Marker, organization.Id }
        );

    private Task<IReadOnlyList<long>> Numbers(string sql, OrganizationForTests organization) =>
        database.Query<long>(sql, new { id = organization.Id });
}
