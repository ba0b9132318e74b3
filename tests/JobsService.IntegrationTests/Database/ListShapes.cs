using System.Numerics;
using JobsService.Infrastructure.Database;

namespace JobsService.IntegrationTests.Database;

/// <summary>The shapes of a list whose statements the tests check.</summary>
internal static class ListShapes
{
    private const int RandomCount = 50;

    /// <summary>No filter, each filter, each pair and all filters, with each part, order and subset.</summary>
    public static IEnumerable<ListShape> Covering(ListStatementSet list) =>
        from part in Enum.GetValues<ListPart>()
        from order in Enumerable.Range(0, OrdersOf(list, part))
        from subset in Enumerable.Range(0, list.Subsets.Count + 1)
        from filters in CoveringFilters(list.Filters.Count)
        select new ListShape(part, order, subset, filters);

    /// <summary>The covering shapes and random ones, which differ in each run; a failure shows the name of the shape.</summary>
    public static IEnumerable<ListShape> CoveringAndRandom(ListStatementSet list) =>
        Covering(list).Concat(Enumerable.Range(0, RandomCount).Select(_ => Random(list))).Distinct();

    /// <summary>For example <c>KeysetPage, order 0, subset 1, state, job_type</c>.</summary>
    public static string NameOf(ListStatementSet list, ListShape shape) =>
        $"{shape.Part}, order {shape.Order}, subset {shape.Subset}"
        + string.Concat(list.Filters.Where((_, index) => shape.Has(index)).Select(filter => $", {filter.Name}"));

    private static IEnumerable<ulong> CoveringFilters(int count) =>
        Enumerable
            .Range(0, count)
            .SelectMany(first =>
                Enumerable.Range(first, count - first).Select(second => (1UL << first) | (1UL << second))
            )
            .Append(0UL)
            .Append((1UL << count) - 1)
            .Distinct()
            .OrderBy(BitOperations.PopCount);

    private static ListShape Random(ListStatementSet list)
    {
        var parts = Enum.GetValues<ListPart>();
        var part = parts[System.Random.Shared.Next(parts.Length)];
        return new ListShape(
            part,
            System.Random.Shared.Next(OrdersOf(list, part)),
            System.Random.Shared.Next(list.Subsets.Count + 1),
            (ulong)System.Random.Shared.NextInt64(1L << list.Filters.Count)
        );
    }

    // A count and a check for more rows have no order that a request could choose.
    private static int OrdersOf(ListStatementSet list, ListPart part) =>
        part is ListPart.Count or ListPart.Excess ? 1 : list.Orders.Count;
}
