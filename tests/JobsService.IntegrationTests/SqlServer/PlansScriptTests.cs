using JobsService.IntegrationTests.Docs;

namespace JobsService.IntegrationTests.SqlServer;

/// <summary><c>build/sqlserver/plans.sql</c> has the statements of this version of the service.</summary>
internal sealed class PlansScriptTests
{
    private static readonly string File = Path.Combine(Repository.Root, "build", "sqlserver", "plans.sql");

    [Test]
    public void The_script_is_up_to_date()
    {
        var script = PlansScript.Generate();
        if (System.IO.File.ReadAllText(File) == script)
        {
            return;
        }

        // Too long to copy from a message.
        var generated = Path.Combine(TestContext.CurrentContext.WorkDirectory, "plans.sql");
        System.IO.File.WriteAllText(generated, script);
        Assert.Fail(
            $"{File} differs from the statements of the service. Review {generated}, and copy it there if it is right."
        );
    }

    [Test]
    public void The_script_is_valid_SQL()
    {
        foreach (var batch in SetupScripts.Batches("plans.sql"))
        {
            var sql = batch.Split('\n').Where(line => !line.StartsWith(":Out ", StringComparison.Ordinal));
            Assert.That(TSql.Parse(string.Join('\n', sql)).Batches, Is.Not.Empty);
        }
    }
}
