using System.Runtime.InteropServices;

namespace JobsService.Infrastructure.Database;

/// <summary>
/// Identifies one SQL statement of a list. Statements depend on which filters are used and on the variants of their conditions, never on
/// their values.
/// </summary>
/// <param name="Part">What is read.</param>
/// <param name="Order">The index of the order in <see cref="ListStatementSet.Orders"/>.</param>
/// <param name="Subset">0 for all rows; otherwise the number of the subset, from 1.</param>
/// <param name="Filters">A bit mask of the used filters: bit <c>n</c> is the filter at index <c>n</c>.</param>
/// <param name="Special">A bit mask of the filters among these with <see cref="FilterVariant.Special"/>.</param>
/// <param name="Few">A bit mask of the filters among these with <see cref="FilterVariant.Few"/>.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ListShape(
    ListPart Part,
    int Order,
    int Subset,
    ulong Filters,
    ulong Special = 0,
    ulong Few = 0
)
{
    /// <summary>Whether the filter at an index is used.</summary>
    public bool Has(int filter) => (Filters & (1UL << filter)) != 0;

    /// <summary>The variant of the condition of the filter at an index.</summary>
    public FilterVariant VariantOf(int filter) =>
        (Special & (1UL << filter)) != 0 ? FilterVariant.Special
        : (Few & (1UL << filter)) != 0 ? FilterVariant.Few
        : FilterVariant.General;
}

/// <summary>What a statement reads from a list.</summary>
internal enum ListPart
{
    /// <summary>All rows.</summary>
    Everything,

    /// <summary>A page that begins at a cursor.</summary>
    KeysetPage,

    /// <summary>A page after a number of skipped rows.</summary>
    OffsetPage,

    /// <summary>The number of rows.</summary>
    Count,

    /// <summary>One id after a number of skipped rows, which shows whether the list has more rows than that number.</summary>
    Excess,
}

/// <summary>The variants of the condition of a filter. See <see cref="FilterCondition.VariantOf"/>.</summary>
internal enum FilterVariant
{
    /// <summary>For every value.</summary>
    General,

    /// <summary>For a few words or integers.</summary>
    Few,

    /// <summary>For one word or integer, for true, or for a text in ASCII.</summary>
    Special,
}
