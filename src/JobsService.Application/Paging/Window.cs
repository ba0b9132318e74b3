namespace JobsService.Application.Paging;

/// <summary>The part of a list to read.</summary>
public abstract record Window
{
    private Window() { }

    /// <summary>The whole list.</summary>
    public static Window Whole { get; } = new Everything();

    /// <summary>Every row.</summary>
    public sealed record Everything : Window;

    /// <summary>A keyset page: rows from a cursor on. The cost does not depend on the position.</summary>
    /// <param name="Start">The position at which the page begins.</param>
    /// <param name="Take">The maximum number of rows.</param>
    public sealed record Keyset(Cursor Start, int Take) : Window;

    /// <summary>An offset page: rows after a number of skipped rows. The cost grows with the number of skipped rows.</summary>
    /// <param name="Skip">The number of rows to skip.</param>
    /// <param name="Take">The maximum number of rows.</param>
    public sealed record Offset(long Skip, int Take) : Window;
}

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
