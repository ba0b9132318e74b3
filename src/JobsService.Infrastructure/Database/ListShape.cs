using System.Runtime.InteropServices;

namespace JobsService.Infrastructure.Database;

/// <summary>What the text of a list's statement depends on: what is asked for, never its values.</summary>
/// <param name="Part">What is read.</param>
/// <param name="Order">The position of the order among those of the list.</param>
/// <param name="Subset">0 for every row; otherwise the number of the subset, from 1.</param>
/// <param name="Filters">The filters that are used, a bit for each by its position.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ListShape(ListPart Part, int Order, int Subset, ulong Filters)
{
    /// <summary>Whether a filter is used.</summary>
    public bool Has(int filter) => (Filters & (1UL << filter)) != 0;
}
