using System.Diagnostics.CodeAnalysis;

namespace JobsService.Application.Filtering;

/// <summary>Compares a text field with a value, ignoring case. The value is the unchanged <see cref="string"/>.</summary>
public sealed class TextFilter : FilterKind
{
    private TextFilter(int maxLength, int fieldLength, bool isPart) =>
        (MaxLength, FieldLength, IsPart) = (maxLength, fieldLength, isPart);

    /// <summary>The maximum length of the value, in characters.</summary>
    public int MaxLength { get; }

    /// <summary>The maximum length of the field, in characters.</summary>
    public int FieldLength { get; }

    /// <summary>True if the field must contain the value; false if it must equal the value.</summary>
    public bool IsPart { get; }

    /// <inheritdoc/>
    internal override string Expected => $"must be given once, as a text of 1 to {MaxLength} characters without NUL";

    /// <inheritdoc/>
    internal override string TokenSuffix => IsPart ? "Contains" : "";

    /// <summary>The field equals the value.</summary>
    public static TextFilter EqualTo(int maxLength) => new(maxLength, fieldLength: maxLength, isPart: false);

    /// <summary>The field contains the value.</summary>
    public static TextFilter Containing(int maxLength, int fieldLength) => new(maxLength, fieldLength, isPart: true);

    /// <inheritdoc/>
    internal override bool Matches(object? field, object value) =>
        field is string text
        && (
            IsPart
                ? text.Contains((string)value, StringComparison.OrdinalIgnoreCase)
                : text.Equals((string)value, StringComparison.OrdinalIgnoreCase)
        );

    /// <inheritdoc/>
    internal override bool TryRead(IReadOnlyList<string?> values, [NotNullWhen(true)] out object? value)
    {
        // SQLite ends a text at NUL, so that the filter would match other rows.
        value = values is [{ Length: > 0 } text] && text.Length <= MaxLength && !text.Contains('\0') ? text : null;
        return value is not null;
    }
}
