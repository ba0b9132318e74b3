using System.Diagnostics.CodeAnalysis;

namespace JobsService.Application.Filtering;

/// <summary>Compares a boolean field with <c>true</c> or <c>false</c>, in any case. The value is a <see cref="bool"/>.</summary>
public sealed class FlagFilter : FilterKind
{
    private FlagFilter(bool isOfColumn) => IsOfColumn = isOfColumn;

    /// <summary>The field is a column.</summary>
    public static FlagFilter OfColumn { get; } = new(isOfColumn: true);

    /// <summary>The field is derived: the list defines its condition.</summary>
    public static FlagFilter OfCondition { get; } = new(isOfColumn: false);

    /// <summary>Whether the field is a column; otherwise, the list defines the condition for which it is true.</summary>
    public bool IsOfColumn { get; }

    /// <inheritdoc/>
    internal override string Expected => "must be given once, as true or false";

    /// <inheritdoc/>
    internal override string TokenSuffix => "";

    /// <inheritdoc/>
    internal override bool Matches(object? field, object value) => field is bool flag && flag == (bool)value;

    /// <inheritdoc/>
    internal override bool TryRead(IReadOnlyList<string?> values, [NotNullWhen(true)] out object? value)
    {
        value = values switch
        {
            [{ } text] when text.Equals("true", StringComparison.OrdinalIgnoreCase) => true,
            [{ } text] when text.Equals("false", StringComparison.OrdinalIgnoreCase) => false,
            _ => null,
        };
        return value is not null;
    }
}
