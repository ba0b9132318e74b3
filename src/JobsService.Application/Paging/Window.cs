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

/// <summary>The position at which a keyset page begins. It is a key of the page, whether or not a row has this key.</summary>
/// <param name="FirstKey">
/// The first key of the page in the order of the list: the id of a row, or the number that the list is ordered by. It is the lowest
/// key of the page, or the highest in a descending list.
/// </param>
/// <param name="FirstName">
/// In a list ordered by name, the first name in the page; <paramref name="FirstKey"/> then applies to rows with this name only.
/// Null in every other list.
/// </param>
public readonly record struct Cursor(long FirstKey, string? FirstName = null)
{
    /// <summary>The beginning of every ascending list.</summary>
    public static Cursor Beginning { get; } = new(long.MinValue);

    /// <summary>The beginning of every descending list.</summary>
    public static Cursor DescendingBeginning { get; } = new(long.MaxValue);

    /// <summary>The position directly after a row, so that the page includes rows inserted there later.</summary>
    /// <exception cref="OverflowException">The key is the highest: no row can follow.</exception>
    public static Cursor After(long key, string? name = null) => new(checked(key + 1), name);

    /// <summary>The position directly after a row of a descending list.</summary>
    /// <exception cref="OverflowException">The key is the lowest: no row can follow.</exception>
    public static Cursor Below(long key) => new(checked(key - 1));
}
