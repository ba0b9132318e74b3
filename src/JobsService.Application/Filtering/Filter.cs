using System.Diagnostics.CodeAnalysis;

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

/// <summary>How a <see cref="Filter"/> parses its values and compares them with a field.</summary>
public abstract class FilterKind
{
    private protected FilterKind() { }

    /// <summary>
    /// Whether the parameter takes a list of values, so that it can also be given as <c>name[]</c> or <c>name[0]</c>.
    /// </summary>
    public virtual bool IsList => false;

    /// <summary>The rule that values must meet, as the end of a sentence that begins with the parameter name.</summary>
    internal abstract string Expected { get; }

    /// <summary>The suffix of <see cref="Filter.TokenName"/>, after the field name.</summary>
    internal abstract string TokenSuffix { get; }

    /// <summary>Whether a field matches a value, as the SQL condition decides it.</summary>
    /// <param name="field">The field; null if it is NULL.</param>
    /// <param name="value">The value, from <see cref="TryRead"/>.</param>
    internal abstract bool Matches(object? field, object value);

    /// <summary>Parses the values of a parameter.</summary>
    /// <param name="values">One for each occurrence of the parameter; at least one.</param>
    /// <param name="value">The value to compare the field with.</param>
    /// <returns>Whether the values are valid.</returns>
    internal abstract bool TryRead(IReadOnlyList<string?> values, [NotNullWhen(true)] out object? value);
}
