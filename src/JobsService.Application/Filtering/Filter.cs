namespace JobsService.Application.Filtering;

/// <summary>
/// A filter of a list. Its query string parameter, validation, page token, OpenAPI parameter and SQL condition are all derived
/// from this declaration.
/// </summary>
/// <param name="Name">The name of the query string parameter.</param>
/// <param name="Field">The JSON name of the compared field, which is also its column name.</param>
/// <param name="Kind">How values are parsed and compared.</param>
/// <param name="Description">The description in the OpenAPI document: which rows match.</param>
/// <param name="Example">An example value, for the OpenAPI document.</param>
public sealed record Filter(string Name, string Field, FilterKind Kind, string Description, string Example)
{
    /// <summary>The name of the filter in the cursor scope of page tokens, for example <c>BeginsAtAfter</c>.</summary>
    internal string TokenName { get; } =
        string.Concat(Field.Split('_').Select(word => $"{char.ToUpperInvariant(word[0])}{word[1..]}"))
        + Kind.TokenSuffix;
}
