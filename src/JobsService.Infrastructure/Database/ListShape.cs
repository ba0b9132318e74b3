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
/// <param name="Variants">A bit mask of the filters among these with a <see cref="FilterCondition.IsVariant"/>.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ListShape(ListPart Part, int Order, int Subset, ulong Filters, ulong Variants = 0)
{
    /// <summary>Whether the filter at an index is used.</summary>
    public bool Has(int filter) => (Filters & (1UL << filter)) != 0;

    /// <summary>Whether the filter at an index has a <see cref="FilterCondition.IsVariant"/>.</summary>
    public bool HasVariant(int filter) => (Variants & (1UL << filter)) != 0;
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
