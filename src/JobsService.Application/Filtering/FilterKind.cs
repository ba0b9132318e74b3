using System.Diagnostics.CodeAnalysis;

namespace JobsService.Application.Filtering;

/// <summary>How a <see cref="Filter"/> parses its values and compares them with a field.</summary>
public abstract class FilterKind
{
    private protected FilterKind() { }

    /// <summary>The rule that values must meet, as the end of a sentence that begins with the parameter name.</summary>
    internal abstract string Expected { get; }

    /// <summary>The suffix of <see cref="Filter.TokenName"/>, after the field name.</summary>
    internal abstract string TokenSuffix { get; }

    /// <summary>Parses the values of a parameter.</summary>
    /// <param name="values">One for each occurrence of the parameter; at least one.</param>
    /// <param name="value">The value to compare the field with.</param>
    /// <returns>Whether the values are valid.</returns>
    internal abstract bool TryRead(IReadOnlyList<string?> values, [NotNullWhen(true)] out object? value);
}
