namespace JobsService.Application.Paging;

/// <summary>Where a keyset page begins.</summary>
/// <param name="FirstId">The smallest id that the page can have.</param>
/// <param name="FirstName">
/// In a list ordered by name, the first name that the page can have; <paramref name="FirstId"/> then applies to that name only.
/// Null in a list ordered by id.
/// </param>
public readonly record struct Cursor(long FirstId, string? FirstName = null)
{
    /// <summary>The beginning of every list.</summary>
    public static Cursor Beginning { get; } = new(long.MinValue);

    /// <summary>Right after a row, so that rows that are inserted there later are in the page.</summary>
    public static Cursor After(long id, string? name = null) => new(id + 1, name);
}
