namespace JobsService.Application.Paging;

/// <summary>Which part of a list is read.</summary>
public abstract record Window
{
    private Window() { }

    /// <summary>The whole list.</summary>
    public static Window Whole { get; } = new Everything();

    /// <summary>Every row.</summary>
    public sealed record Everything : Window;

    /// <summary>Rows from a place on: a keyset page, whose cost does not grow with the place.</summary>
    /// <param name="Start">Where the page begins.</param>
    /// <param name="Take">The greatest number of rows.</param>
    public sealed record Keyset(Cursor Start, int Take) : Window;

    /// <summary>Rows after a number of others: an offset page, whose cost grows with that number.</summary>
    /// <param name="Skip">The number of rows to leave out first.</param>
    /// <param name="Take">The greatest number of rows.</param>
    public sealed record Offset(long Skip, int Take) : Window;
}
