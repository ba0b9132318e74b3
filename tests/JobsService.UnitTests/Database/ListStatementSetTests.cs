using JobsService.Application.Filtering;
using JobsService.Application.Paging;
using JobsService.Infrastructure.Database;

namespace JobsService.UnitTests.Database;

internal sealed class ListStatementSetTests
{
    private static readonly Filter[] Filters =
    [
        .. Enumerable
            .Range(0, 10)
            .Select(number => new Filter($"f{number}", $"f{number}", TextFilter.EqualTo(10), "", Example: "")),
    ];

    private ListStatementSet _list = null!;

    [SetUp]
    public void CreateList() => _list = new ListStatementSet("t", "id") { Filters = Filters };

    [Test]
    public void A_statement_is_composed_once_while_the_cache_is_not_full()
    {
        var first = StatementOf(mask: 1);
        for (var mask = 2; mask <= ListStatementSet.MaxCached; mask++)
        {
            StatementOf(mask);
        }

        Assert.That(StatementOf(mask: 1), Is.SameAs(first));
    }

    [Test]
    public void A_full_cache_is_cleared()
    {
        var first = StatementOf(mask: 1);
        for (var mask = 2; mask <= ListStatementSet.MaxCached + 1; mask++)
        {
            StatementOf(mask);
        }

        Assert.That(StatementOf(mask: 1), Is.Not.SameAs(first));
    }

    private ScopedStatement StatementOf(int mask)
    {
        var parameters = new ListParameters(name =>
            (mask & (1 << int.Parse(name[1..], System.Globalization.CultureInfo.InvariantCulture))) == 0 ? [] : ["x"]
        );
        return _list.Read(Window.Whole, FilterValues.Read(Filters, parameters, [])).Statement;
    }
}
