namespace JobsService.Client;

/// <summary>A list that is read in pages while it is enumerated, in constant memory.</summary>
/// <remarks>Items that exist throughout are returned once, while others are added and removed.</remarks>
/// <typeparam name="T">The type of the items.</typeparam>
public abstract class AsyncPageable<T> : IAsyncEnumerable<T>
    where T : notnull
{
    /// <summary>Initializes a new instance.</summary>
    protected AsyncPageable() { }

    /// <summary>Reads the list page by page.</summary>
    /// <param name="continuationToken">
    /// The <see cref="Page{T}.ContinuationToken"/> of the last page that was read, to continue after it, also in another process.
    /// </param>
    /// <param name="pageSizeHint">The maximum number of items in a page, 1 to 2000; 1000 by default.</param>
    /// <returns>The pages.</returns>
    /// <exception cref="JobsException">The request failed.</exception>
    public abstract IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null);

    /// <summary>Reads the list item by item.</summary>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <exception cref="JobsException">The request failed.</exception>
    public virtual async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var page in AsPages().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            for (var index = 0; index < page.Values.Count; index++)
            {
                yield return page.Values[index];
            }
        }
    }
}
