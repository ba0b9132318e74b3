using JobsService.Infrastructure.Database;

namespace JobsService.IntegrationTests.Database;

/// <summary>Random shapes of a list's statements, different in each run: any combination of filters, part, order and subset.</summary>
internal static class RandomShapes
{
    private const int Count = 50;

    /// <summary>Random shapes of a list. The name of the statement identifies the shape in a failure.</summary>
    public static IEnumerable<ListShape> Of(ListStatementSet list) =>
        Enumerable.Range(0, Count).Select(_ => Next(list)).Distinct();

    private static ListShape Next(ListStatementSet list)
    {
        var parts = Enum.GetValues<ListPart>();
        var part = parts[Random.Shared.Next(parts.Length)];
        var orders = part is ListPart.Count or ListPart.Excess ? 1 : list.Orders.Count;
        return new ListShape(
            part,
            Random.Shared.Next(orders),
            Random.Shared.Next(list.Subsets.Count + 1),
            (ulong)Random.Shared.NextInt64(1L << list.Filters.Count)
        );
    }
}
