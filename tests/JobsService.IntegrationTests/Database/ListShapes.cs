using JobsService.Application.Filtering;
using JobsService.Infrastructure.Database;

namespace JobsService.IntegrationTests.Database;

/// <summary>The shapes of a list whose statements the tests check.</summary>
internal static class ListShapes
{
    private const int RandomCount = 50;

    /// <summary>
    /// Each part, order and subset with no filter and with all filters; each filter in each of its variants with each order and
    /// subset, in the whole list in the order of ids, and otherwise with the parts in turn, because a condition is the same in every
    /// part; and each pair of filters with all of these in turn.
    /// </summary>
    public static IEnumerable<ListShape> Covering(ListStatementSet list)
    {
        ListShape[] bases =
        [
            .. from part in Enum.GetValues<ListPart>()
            from order in Enumerable.Range(0, OrdersOf(list, part))
            from subset in Enumerable.Range(0, list.Subsets + 1)
            select new ListShape(part, order, subset, Filters: 0),
        ];
        var all = (1UL << list.Filters.Count) - 1;
        return bases
            .Concat(bases.Select(shape => shape with { Filters = all }))
            .Concat(bases.Select(shape => shape with { Filters = all, Special = SpecialIn(list) }))
            .Concat(bases.Select(shape => shape with { Filters = all, Few = FewIn(list) }))
            .Concat(bases.Where(IsWholeInOrderOfIds).SelectMany(shape => Singles(list, [shape])))
            .Concat(bases.GroupBy(shape => (shape.Order, shape.Subset)).SelectMany(parts => Singles(list, [.. parts])))
            .Concat(Pairs(list, bases))
            .Distinct();
    }

    /// <summary>The covering shapes and random ones, which differ in each run; a failure shows the name of the shape.</summary>
    public static IEnumerable<ListShape> CoveringAndRandom(ListStatementSet list) =>
        Covering(list).Concat(Enumerable.Range(0, RandomCount).Select(_ => Random(list))).Distinct();

    /// <summary>For example <c>KeysetPage, order 0, subset 1, state, job_type</c>.</summary>
    public static string NameOf(ListStatementSet list, ListShape shape) =>
        $"{shape.Part}, order {shape.Order}, subset {shape.Subset}"
        + string.Concat(
            list.Filters.Index()
                .Where(entry => shape.Has(entry.Index))
                .Select(entry =>
                    $", {entry.Item.Name}{(shape.VariantOf(entry.Index) is var variant and not FilterVariant.General ? $" ({variant})" : "")}"
                )
        );

    private static bool IsWholeInOrderOfIds(ListShape shape) => shape is { Part: ListPart.Everything, Order: 0 };

    private static IEnumerable<ListShape> Singles(ListStatementSet list, ListShape[] bases) =>
        from filter in Enumerable.Range(0, list.Filters.Count)
        let bit = 1UL << filter
        from variant in new (ulong Special, ulong Few)[] { (0, 0), (bit & SpecialIn(list), 0), (0, bit & FewIn(list)) }
        select bases[filter % bases.Length] with
        {
            Filters = bit,
            Special = variant.Special,
            Few = variant.Few,
        };

    private static IEnumerable<ListShape> Pairs(ListStatementSet list, ListShape[] bases)
    {
        var pairs =
            from first in Enumerable.Range(0, list.Filters.Count)
            from second in Enumerable.Range(0, first)
            select (1UL << first) | (1UL << second);
        return pairs.Select(
            (pair, number) =>
                bases[number % bases.Length] with
                {
                    Filters = pair,
                    Special = number / bases.Length % 3 == 0 ? pair & SpecialIn(list) : 0,
                    Few = number / bases.Length % 3 == 1 ? pair & FewIn(list) : 0,
                }
        );
    }

    private static ulong SpecialIn(ListStatementSet list) =>
        MaskOf(list, kind => kind is WordsFilter or IntegersFilter or FlagFilter or TextFilter);

    private static ulong FewIn(ListStatementSet list) => MaskOf(list, kind => kind is WordsFilter or IntegersFilter);

    private static ulong MaskOf(ListStatementSet list, Func<FilterKind, bool> isIncluded) =>
        list
            .Filters.Index()
            .Where(entry => isIncluded(entry.Item.Kind))
            .Aggregate(0UL, (mask, entry) => mask | (1UL << entry.Index));

    private static ListShape Random(ListStatementSet list)
    {
        var parts = Enum.GetValues<ListPart>();
        var part = parts[System.Random.Shared.Next(parts.Length)];
        var filters = (ulong)System.Random.Shared.NextInt64(1L << list.Filters.Count);
        var special = SpecialIn(list) & (ulong)System.Random.Shared.NextInt64(1L << list.Filters.Count);
        return new ListShape(
            part,
            System.Random.Shared.Next(OrdersOf(list, part)),
            System.Random.Shared.Next(list.Subsets + 1),
            filters,
            filters & special,
            filters & FewIn(list) & ~special & (ulong)System.Random.Shared.NextInt64(1L << list.Filters.Count)
        );
    }

    // A count and a check for more rows have no order that a request could choose.
    private static int OrdersOf(ListStatementSet list, ListPart part) =>
        part is ListPart.Count or ListPart.Excess ? 1 : list.Orders.Count;
}
