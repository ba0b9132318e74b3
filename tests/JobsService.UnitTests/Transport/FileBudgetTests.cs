using JobsService.Api.Transport;

namespace JobsService.UnitTests.Transport;

internal sealed class FileBudgetTests
{
    private const string Limits = """
        Limit                     Soft Limit           Hard Limit           Units
        Max cpu time              unlimited            unlimited            seconds
        Max open files            1024                 524288               files
        Max locked memory         8388608              8388608              bytes
        """;

    [TestCase(1024, 560, 1, 64)]
    [TestCase(20_000, 560, 1, 19_040)]
    [TestCase(1048, 48, 3, 200)]
    [TestCase(100, 560, 1, -860)]
    public void Connections_get_the_files_that_the_program_and_the_database_leave(
        long limit,
        long forDatabase,
        int forEachConnection,
        long connections
    ) => Assert.That(new FileBudget(limit, forDatabase, forEachConnection).MaxConnections, Is.EqualTo(connections));

    [Test]
    public void An_unknown_limit_limits_nothing_and_is_no_problem()
    {
        var budget = new FileBudget(Limit: null, ForDatabase: 560, ForEachConnection: 1);

        Assert.That((budget.MaxConnections, budget.Problem), Is.EqualTo(((long?)null, (string?)null)));
        Assert.That(FileBudget.ProblemOfProgram(limit: null), Is.Null);
    }

    [Test]
    public void Fewer_than_64_connections_are_a_problem_that_names_the_limit_the_minimum_and_the_next_step()
    {
        var enough = new FileBudget(Limit: 1024, ForDatabase: 560, ForEachConnection: 1);

        Assert.That(enough.Problem, Is.Null);
        Assert.That(
            (enough with { Limit = 1023 }).Problem,
            Does.StartWith("The limit of open files is 1023; it must be at least 1024: ").And.Contain("LimitNOFILE=")
        );
    }

    [TestCase("1024", 1024L)]
    [TestCase("unlimited", null)]
    public void The_soft_limit_of_open_files_is_read(string value, long? expected) =>
        Assert.That(FileBudget.ParseLimit(Limits.Replace("1024", value.PadRight(4))), Is.EqualTo(expected));

    [Test]
    public void A_system_without_a_limit_of_open_files_has_none() => Assert.That(FileBudget.ParseLimit(""), Is.Null);
}
