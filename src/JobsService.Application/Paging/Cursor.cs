namespace JobsService.Application.Paging;

/// <summary>The position at which a keyset page begins.</summary>
/// <param name="FirstId">The smallest id in the page.</param>
/// <param name="FirstName">
/// In a list ordered by name, the first name in the page; <paramref name="FirstId"/> then applies to rows with this name only.
/// Null in a list ordered by id.
/// </param>
public readonly record struct Cursor(long FirstId, string? FirstName = null)
{
    /// <summary>The beginning of every list.</summary>
    public static Cursor Beginning { get; } = new(long.MinValue);

    /// <summary>The position directly after a row, so that the page includes rows inserted there later.</summary>
    public static Cursor After(long id, string? name = null) => new(id + 1, name);
}
