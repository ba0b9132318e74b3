using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using static JobsService.IntegrationTests.Jobs.JobBuilder;

namespace JobsService.IntegrationTests.Http;

/// <summary>
/// Two organizations with jobs, API keys and audit log entries. They share no ids, row counts or names, so each of these in a
/// response identifies the organization whose rows were read.
/// </summary>
internal sealed class TwoOrganizations(TestDatabase database)
{
    /// <summary>A limit for whole lists that the jobs of both organizations together exceed, but not those of one.</summary>
    public const int MaxUnpagedRecords = 60;

    private readonly List<OrganizationForTests> _all = [];

    /// <summary>Both ordered pairs of the two organizations.</summary>
    public IEnumerable<(OrganizationForTests Own, OrganizationForTests Other)> Pairs =>
        [(_all[0], _all[1]), (_all[1], _all[0])];

    /// <summary>Adds the two organizations to a database.</summary>
    public static async Task<TwoOrganizations> In(TestDatabase database)
    {
        var organizations = new TwoOrganizations(database);
        await organizations.Add(20_000_000, finishedJobs: 5, unfinishedJobs: 32, apiKeys: 11);
        await organizations.Add(30_000_000, finishedJobs: 7, unfinishedJobs: 46, apiKeys: 17);
        return organizations;
    }

    /// <summary>The value of a placeholder in a route.</summary>
    /// <returns>The id of a resource of the organization; null if the resource of the route is unknown.</returns>
    public async Task<long?> ValueOf(ServiceRoute route, string placeholder, OrganizationForTests owner) =>
        (placeholder, route.Resource) switch
        {
            ("organization_id", _) => owner.Id,
            ("id", RouteResource.Job) => owner.FirstJobId,
            ("id", RouteResource.ApiKey) => await AddApiKey(owner),
            ("id", RouteResource.Organization) => owner.Id,
            _ => null,
        };

    /// <summary>The id of an organization and the ids of its jobs, API keys and audit log entries.</summary>
    public async Task<HashSet<long>> IdsOf(OrganizationForTests organization) =>
        [
            organization.Id,
            .. await Numbers("SELECT id FROM jobs WHERE organization_id = @id", organization),
            .. await Numbers("SELECT id FROM api_keys WHERE organization_id = @id", organization),
            .. await Numbers("SELECT id FROM audit_log WHERE organization_id = @id", organization),
        ];

    /// <summary>The row counts of an organization: all jobs, finished and unfinished jobs, and API keys.</summary>
    public async Task<HashSet<long>> CountsOf(OrganizationForTests organization) =>
        [
            .. await Numbers("SELECT COUNT(*) FROM jobs WHERE organization_id = @id", organization),
            .. await Numbers(
                "SELECT COUNT(*) FROM jobs WHERE organization_id = @id AND state <> 'finished'",
                organization
            ),
            .. await Numbers(
                "SELECT COUNT(*) FROM jobs WHERE organization_id = @id AND state = 'finished'",
                organization
            ),
            .. await Numbers("SELECT COUNT(*) FROM api_keys WHERE organization_id = @id", organization),
        ];

    /// <summary>The row counts of all organizations together: all jobs, finished and unfinished jobs, and API keys.</summary>
    public async Task<HashSet<long>> CountsOfAll() =>
        [
            .. await Numbers("SELECT COUNT(*) FROM jobs", _all[0]),
            .. await Numbers("SELECT COUNT(*) FROM jobs WHERE state <> 'finished'", _all[0]),
            .. await Numbers("SELECT COUNT(*) FROM jobs WHERE state = 'finished'", _all[0]),
            .. await Numbers("SELECT COUNT(*) FROM api_keys", _all[0]),
        ];

    /// <summary>The active API keys of an organization, as a text that tests compare before and after a request.</summary>
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
        await database.Execute(
            "UPDATE organizations SET name = @Marker WHERE id = @Id",
            new { organization.Marker, organization.Id }
        );
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

    /// <summary>Adds an API key and an audit log entry with high ids, from which the generated ids continue.</summary>
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

    /// <summary>Adds an API key for each request, because some routes delete it.</summary>
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
