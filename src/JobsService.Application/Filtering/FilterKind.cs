using System.Diagnostics.CodeAnalysis;

namespace JobsService.Application.Filtering;

/// <summary>How a <see cref="Filter"/> reads its values and compares them with a field.</summary>
public abstract class FilterKind
{
    private protected FilterKind() { }

    /// <summary>What a value must be: the end of a sentence that begins with the name of the parameter.</summary>
    internal abstract string Expected { get; }

    /// <summary>What follows the name of the field in the text that page tokens are bound to.</summary>
    internal abstract string TokenSuffix { get; }

    /// <summary>Reads the values of a parameter.</summary>
    /// <param name="values">One for each time that the parameter was given; at least one.</param>
    /// <param name="value">What to compare the field with.</param>
    /// <returns>Whether the values are valid.</returns>
    internal abstract bool TryRead(IReadOnlyList<string?> values, [NotNullWhen(true)] out object? value);
}
