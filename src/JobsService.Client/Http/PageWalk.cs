using System.Runtime.CompilerServices;

namespace JobsService.Client.Http;

/// <summary>Reads a page by its token; null for the first page.</summary>
internal delegate Task<Page<T>> ReadPage<T>(string? token, int size, CancellationToken cancellationToken)
    where T : notnull;

/// <summary>Reads a list page by page. A page that fails is requested again by its token, so a list never starts again.</summary>
internal sealed class PageWalk<T>(ReadPage<T> read, CancellationToken requestToken) : AsyncPageable<T>
    where T : notnull
{
    /// <summary>The number of items in a page, unless the caller chooses another.</summary>
    public const int DefaultSize = 1000;

    /// <summary>The largest number of items in a page.</summary>
    public const int MaxSize = 2000;

    /// <inheritdoc/>
    public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
        pageSizeHint is < 1 or > MaxSize
            ? throw new ArgumentOutOfRangeException(
                nameof(pageSizeHint),
                pageSizeHint,
                $"A page has 1 to {MaxSize} items."
            )
            : Read(continuationToken, pageSizeHint ?? DefaultSize, default);

    private async IAsyncEnumerable<Page<T>> Read(
        string? token,
        int size,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var canceled = CancellationTokenSource.CreateLinkedTokenSource(requestToken, cancellationToken);
        do
        {
            var page = await read(token, size, canceled.Token).ConfigureAwait(false);
            token = page.ContinuationToken;
            yield return page;
        } while (token is not null);
    }
}
