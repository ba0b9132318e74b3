using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Database.Sqlite;
using JobsService.Infrastructure.Jobs;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Jobs;

namespace JobsService.IntegrationTests.Database;

internal sealed class SqliteConnectionPoolTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private SqliteEngine _engine = null!;
    private SqliteConnectionPool _pool = null!;

    [SetUp]
    public void CreatePool()
    {
        var connectionString = $"Data Source={Database.File};Pooling=False";
        _engine = new SqliteEngine(connectionString);
        _pool = new SqliteConnectionPool(connectionString, Database.File, maxIdle: 1);
    }

    [TearDown]
    public void DisposePool()
    {
        _pool.Dispose();
        _engine.Dispose();
    }

    [Test]
    public void A_returned_connection_is_reused_and_still_open()
    {
        var connection = Open();
        connection.Dispose();

        using var again = Open();

        Assert.That(again, Is.SameAs(connection));
    }

    [Test]
    public void A_connection_that_is_disposed_of_twice_is_pooled_once()
    {
        var connection = Open();
        connection.Dispose();
        connection.Dispose();

        using var one = Open();
        using var other = Open();

        Assert.That(one, Is.Not.SameAs(other));
    }

    [Test]
    public void A_connection_in_a_transaction_is_closed_and_not_reused()
    {
        var connection = Open();
        using (var begin = connection.CreateCommand())
        {
            begin.CommandText = "BEGIN";
            begin.ExecuteNonQuery();
        }

        connection.Dispose();
        using var next = Open();

        Assert.That(next, Is.Not.SameAs(connection));
        Assert.That(connection.State, Is.EqualTo(System.Data.ConnectionState.Closed));
    }

    [Test]
    public void A_connection_above_the_maximum_number_of_idle_connections_is_closed()
    {
        var first = Open();
        var second = Open();

        first.Dispose();
        second.Dispose();

        Assert.That(first.State, Is.EqualTo(System.Data.ConnectionState.Open));
        Assert.That(second.State, Is.EqualTo(System.Data.ConnectionState.Closed));
    }

    [Test]
    public void A_connection_that_is_returned_to_a_disposed_pool_is_closed()
    {
        var connection = Open();

        _pool.Dispose();
        connection.Dispose();
        var later = Open();
        later.Dispose();

        Assert.That(connection.State, Is.EqualTo(System.Data.ConnectionState.Closed));
        Assert.That(later.State, Is.EqualTo(System.Data.ConnectionState.Closed));
    }

    [Test]
    public void A_connection_to_a_replaced_file_is_closed_and_not_reused()
    {
        var inUse = Open();
        var idle = Open();
        idle.Dispose();
        File.SetLastWriteTimeUtc(Database.File, DateTime.UnixEpoch);

        using var next = Open();
        inUse.Dispose();

        Assert.That(next, Is.Not.SameAs(idle).And.Not.SameAs(inUse));
        Assert.That(idle.State, Is.EqualTo(System.Data.ConnectionState.Closed));
        Assert.That(inUse.State, Is.EqualTo(System.Data.ConnectionState.Closed));
    }

    [Test]
    public async Task A_query_that_is_disposed_of_twice_returns_its_connection_once()
    {
        var connection = Open();
        var values = new StatementValues { ["id"] = 1L, ["organizationId"] = 1L };
        var query = await Query.Begin(connection, _engine, JobStatements.One.For(ScopeKind.OneOrganization), values);

        await query.DisposeAsync();
        using var next = Open();
        await query.DisposeAsync();
        using var other = Open();

        Assert.That(next, Is.SameAs(connection));
        Assert.That(other, Is.Not.SameAs(next));
    }

    [Test]
    public async Task A_prepared_statement_does_not_keep_parameter_values()
    {
        await Database.AddOrganizations(1, 2);
        await Database.AddJobs(JobBuilder.Job(1), JobBuilder.Job(2) with { OrganizationId = 2 });
        using var connection = Open();

        var one = await IdsOf(1);
        var other = await IdsOf(2);

        Assert.That((one, other), Is.EqualTo((new[] { 1L }, new[] { 2L })).AsCollection);
        Assert.That(
            () =>
                _engine.Read(
                    connection,
                    JobStatements.One.For(ScopeKind.OneOrganization),
                    new StatementValues { ["id"] = 1L }
                ),
            Throws.InvalidOperationException.With.Message.Contains("@organizationId")
        );

        async Task<long[]> IdsOf(long organization)
        {
            var values = new StatementValues { ["id"] = organization, ["organizationId"] = organization };
            await using var reader = await _engine.Read(
                connection,
                JobStatements.One.For(ScopeKind.OneOrganization),
                values
            );
            var row = _engine.Dialect.RowOf(reader);
            return await reader.ReadAsync() ? [JobTable.Read(row).Id] : [];
        }
    }

    [Test]
    public void A_full_statement_cache_is_cleared()
    {
        using var connection = Open();
        Statement[] queries =
        [
            .. ListShapes
                .Covering(JobStatements.Lists)
                .Take(PooledSqliteConnection.MaxCommands + 1)
                .Select(shape => JobStatements.Lists.Compose(shape).For(ScopeKind.OneOrganization)),
        ];

        var first = connection.CommandOf(queries[0], _engine.Dialect);
        var again = connection.CommandOf(queries[0], _engine.Dialect);
        foreach (var query in queries)
        {
            connection.CommandOf(query, _engine.Dialect);
        }

        var recreated = connection.CommandOf(queries[0], _engine.Dialect);

        Assert.That(again, Is.SameAs(first));
        Assert.That(recreated, Is.Not.SameAs(first));
    }

    private PooledSqliteConnection Open()
    {
        var connection = _pool.Take()!;
        connection.Open();
        return connection;
    }
}
