namespace JobsService.Application.Paging;

/// <summary>Where a keyset page begins.</summary>
/// <param name="FirstId">The smallest id that the page may have.</param>
/// <param name="FirstName">
/// In a list by name, the first name that the page may have, and <paramref name="FirstId"/> counts for that name only; null in
/// a list by id.
/// </param>
public readonly record struct Cursor(long FirstId, string? FirstName = null)
{
    /// <summary>Before everything.</summary>
    public static Cursor OfList { get; } = new(long.MinValue);

    /// <summary>Right after a row, whatever comes in between later.</summary>
    public static Cursor After(long id, string? name = null) => new(id + 1, name);
}
