using System.Collections.Concurrent;
using JobsService.Application.Filtering;
using JobsService.Application.Paging;

namespace JobsService.Infrastructure.Database;

/// <summary>
/// The SQL statements of a list. Each is composed from a closed set of parts: the selected columns, the order, the subset and the
/// filters. Its text contains no input. See ADR 0004.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="columns">The columns of a row.</param>
internal sealed class ListStatementSet(string table, string columns)
{
    /// <summary>The maximum number of cached statements. The cache is cleared when it is full.</summary>
    public const int MaxCached = 512;

    private static readonly (string, ColumnType) Skip = ("skip", ColumnType.BigInt);
    private static readonly (string, ColumnType) Take = ("take", ColumnType.BigInt);

    private readonly ConcurrentDictionary<ListShape, ScopedStatement> _statements = new();

    /// <summary>
    /// The scope conditions of the table; null for a list across all organizations, which only system admins can read.
    /// </summary>
    public TableScope? Scope { get; init; }

    /// <summary>The filters of the list.</summary>
    public IReadOnlyList<Filter> Filters { get; init; } = [];

    /// <summary>The conditions of the fields of <see cref="Filters"/> that are not columns, by the names of the fields.</summary>
    public IReadOnlyDictionary<string, Condition> Conditions { get; init; } =
        new Dictionary<string, Condition>(StringComparer.Ordinal);

    /// <summary>The orders of the list.</summary>
    public IReadOnlyList<ListOrder> Orders { get; init; } = [ListOrder.ById];

    /// <summary>The number of subsets of the list.</summary>
    public int Subsets { get; init; }

    /// <summary>Returns the table with its parts for a statement; the parts of a subset have its condition.</summary>
    public Func<ListShape, TableSource> SourceOf { get; init; } = _ => new TableSource(table, columns);

    /// <summary>Returns the statement that reads the rows in a window, with its values.</summary>
    public (ScopedStatement Statement, StatementValues Values) Read(
        Window window,
        FilterValues filters,
        int subset = 0,
        int order = 0
    )
    {
        var values = ValuesOf(filters);
        switch (window)
        {
            case Window.Keyset keyset:
                values.Add(Orders[order].KeyParameter, keyset.Start.FirstKey);
                values.Add("take", (long)keyset.Take);

                // Bound only by an order by name; the empty text is before every name.
                values.Add("firstName", keyset.Start.FirstName ?? "");
                return (StatementOf(ListPart.KeysetPage, filters, subset, order), values);
            case Window.Offset offset:
                values.Add("skip", offset.Skip);
                values.Add("take", (long)offset.Take);
                return (StatementOf(ListPart.OffsetPage, filters, subset, order), values);
            default:
                return (StatementOf(ListPart.Everything, filters, subset, order), values);
        }
    }

    /// <summary>Returns the statement that counts the rows of the list, with its values.</summary>
    public (ScopedStatement Statement, StatementValues Values) Count(FilterValues filters, int subset = 0) =>
        (StatementOf(ListPart.Count, filters, subset, order: 0), ValuesOf(filters));

    /// <summary>
    /// Returns the statement that selects one id if the list has more than <paramref name="count"/> rows, with its values.
    /// </summary>
    public (ScopedStatement Statement, StatementValues Values) Excess(long count, FilterValues filters, int subset = 0)
    {
        var values = ValuesOf(filters);
        values.Add("skip", count);
        values.Add("take", 1L);
        return (StatementOf(ListPart.Excess, filters, subset, order: 0), values);
    }

    /// <summary>Composes the statement of a shape.</summary>
    public ScopedStatement Compose(ListShape shape)
    {
        var order = Orders[shape.Order];

        // The index on a word is in the order of ids. A subset has indexes of its own, with fewer rows than most words.
        var hasIndex = order.IsById && shape.Subset == 0;
        Condition[] conditions =
        [
            .. order.AtOrAfterCursor.When(shape.Part == ListPart.KeysetPage),
            .. Filters
                .Select((filter, index) => (Filter: filter, Index: index))
                .Where(used => shape.Has(used.Index))
                .Select(used => FilterCondition.Of(used.Filter, shape.VariantOf(used.Index), hasIndex, Conditions)),
        ];
        var selected = shape.Part switch
        {
            ListPart.Count => "CAST(COUNT(*) AS bigint)",
            ListPart.Excess => "id",
            _ => columns,
        };
        var (limit, parameters) = shape.Part switch
        {
            ListPart.KeysetPage => (RowLimit.Take, new[] { Take }),
            ListPart.OffsetPage or ListPart.Excess => (RowLimit.SkipAndTake, [Skip, Take]),
            _ => (RowLimit.None, []),
        };
        var isOfRows = shape.Part is not (ListPart.Count or ListPart.Excess);
        var parts = new StatementParts($"SELECT {selected}", conditions)
        {
            Source = SourceOf(shape),
            OtherParameters = parameters,
            IsForAnyOrganization = true,
            Limit = limit,
            Rows = isOfRows && OrganizationRows.AreIn(columns) ? new OrganizationRows(table, columns) : null,
            RowOrder = shape.Part == ListPart.Count ? null : order,
        };
        return Scope is null ? ScopedStatement.OnEveryOrganizationOnly(parts) : new ScopedStatement(Scope, parts);
    }

    private ScopedStatement StatementOf(ListPart part, FilterValues filters, int subset, int order)
    {
        var shape = ShapeOf(part, filters, subset, order);
        if (_statements.TryGetValue(shape, out var cached))
        {
            return cached;
        }

        // Counting takes all locks of the dictionary, so only a new shape counts.
        if (_statements.Count >= MaxCached)
        {
            _statements.Clear();
        }

        return _statements.GetOrAdd(shape, Compose);
    }

    private static ListShape ShapeOf(ListPart part, FilterValues filters, int subset, int order)
    {
        var special = 0UL;
        var few = 0UL;
        if (filters.Mask != 0)
        {
            foreach (var (position, _, value) in filters.Used)
            {
                var variant = FilterCondition.VariantOf(value);
                special |= variant == FilterVariant.Special ? 1UL << position : 0;
                few |= variant == FilterVariant.Few ? 1UL << position : 0;
            }
        }

        return new ListShape(part, order, subset, filters.Mask, special, few);
    }

    private static StatementValues ValuesOf(FilterValues filters)
    {
        StatementValues values = [];
        if (filters.Mask != 0)
        {
            foreach (var (_, filter, value) in filters.Used)
            {
                FilterCondition.AddValues(values, filter, value);
            }
        }

        return values;
    }
}
