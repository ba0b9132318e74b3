namespace JobsService.Client;

/// <summary>A page of a list.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class Page<T>
    where T : notnull
{
    internal Page(IReadOnlyList<T> values, string? continuationToken) =>
        (Values, ContinuationToken) = (values, continuationToken);

    /// <summary>The items.</summary>
    public IReadOnlyList<T> Values { get; }

    /// <summary>The token of the next page; null if this is the last page.</summary>
    public string? ContinuationToken { get; }
}
