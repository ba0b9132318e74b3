using System.Diagnostics.CodeAnalysis;

namespace JobsService.Application.Filtering;

/// <summary>Compares a text with another one, without regard to case. The value is the <see cref="string"/> as it was given.</summary>
public sealed class TextFilter : FilterKind
{
    private TextFilter(int maxLength, bool isPart) => (MaxLength, IsPart) = (maxLength, isPart);

    /// <summary>The greatest length of the value.</summary>
    public int MaxLength { get; }

    /// <summary>Whether the field must contain the value, and not equal it.</summary>
    public bool IsPart { get; }

    /// <inheritdoc/>
    internal override string Expected => $"must be given once, as a text of 1 to {MaxLength} characters";

    /// <inheritdoc/>
    internal override string TokenSuffix => IsPart ? "Contains" : "";

    /// <summary>The field equals the value.</summary>
    public static TextFilter EqualTo(int maxLength) => new(maxLength, isPart: false);

    /// <summary>The field contains the value.</summary>
    public static TextFilter Containing(int maxLength) => new(maxLength, isPart: true);

    /// <inheritdoc/>
    internal override bool TryRead(IReadOnlyList<string?> values, [NotNullWhen(true)] out object? value)
    {
        value = values is [{ Length: > 0 } text] && text.Length <= MaxLength ? text : null;
        return value is not null;
    }
}
