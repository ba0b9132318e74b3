namespace JobsService.Application.Filtering;

/// <summary>
/// A filter of a list, declared once: its query string parameter, validation, page token, OpenAPI parameter and SQL condition all
/// follow from it and its kind.
/// </summary>
/// <param name="Name">The name of the query string parameter.</param>
/// <param name="Field">The field that is compared, by its name in JSON, which is also the name of its column.</param>
/// <param name="Kind">How values are read and compared.</param>
/// <param name="Description">Which rows pass, for the API document.</param>
/// <param name="Example">A value as it is written in a query string.</param>
public sealed record Filter(string Name, string Field, FilterKind Kind, string Description, string Example)
{
    /// <summary>The name of the filter in the text that page tokens are bound to, like <c>BeginsAtAfter</c>.</summary>
    internal string TokenName { get; } =
        string.Concat(Field.Split('_').Select(word => $"{char.ToUpperInvariant(word[0])}{word[1..]}"))
        + Kind.TokenSuffix;
}
