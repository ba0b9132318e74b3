using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using JobsService.IntegrationTests.SqlServer.Fake;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary>The statements of lists in the order of change, as a fake SQL Server receives them.</summary>
internal sealed class ChangeOrderTests
{
    [TestCase("changed", "row_version >= CAST(@firstVersion AS binary(8))", "ORDER BY row_version\n")]
    [TestCase("-changed", "row_version <= CAST(@firstVersion AS binary(8))", "ORDER BY row_version DESC\n")]
    public async Task A_page_by_change_compares_the_version_with_eight_bytes_of_a_bigint(
        string order,
        string condition,
        string orderBy
    )
    {
        await using var server = new FakeSqlServer { OnStatement = FakeJobsDatabase.Answer };
        await using var database = TestDatabase.At(server.ConnectionString);
        await using var service = await RunningService.Start(database);

        server.Statements.Clear();
        var page = await Envelope.Of(
            await service.Get($"{Routes.All}?order_by={order}&page_token=&per_page=2", FakeJobsDatabase.Key)
        );

        var list = server.Statements.Single(statement => FakeJobsDatabase.IsAbout(statement.Sql, "jobs"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.Ids, Is.EqualTo(new[] { 1, 2 }));
            Assert.That(page.NextPageToken, Is.Not.Null);
            Assert.That(list.Sql, Does.Contain(condition).And.Contains(orderBy));
            Assert.That(list.Parameters, Does.Contain("@firstVersion bigint"));
        }
    }
}
