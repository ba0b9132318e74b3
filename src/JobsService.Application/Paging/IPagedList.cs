namespace JobsService.Application.Paging;

/// <summary>A list that <see cref="PageReader"/> reads, whole or in pages.</summary>
internal interface IPagedList<T>
{
    /// <summary>All that tells the list from others, for its page tokens.</summary>
    string Identity { get; }

    /// <summary>All rows, read while they are enumerated.</summary>
    IAsyncEnumerable<T> Stream();

    /// <summary>At most so many rows, from a place on.</summary>
    Task<IReadOnlyList<T>> ReadKeysetPage(Cursor start, int take, CancellationToken cancellationToken);

    /// <summary>At most so many rows, after a number of others.</summary>
    Task<IReadOnlyList<T>> ReadOffsetPage(long skip, int take, CancellationToken cancellationToken);

    /// <summary>How many rows there are.</summary>
    Task<long> Count(CancellationToken cancellationToken);

    /// <summary>Where a page begins that follows a row.</summary>
    Cursor CursorAfter(T row);
}
