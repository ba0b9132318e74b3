using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace JobsService.Application.Filtering;

/// <summary>
/// Compares an integer field with a set of integers. They are separated by commas, or the parameter is repeated, or both. The value
/// is an array of distinct <see cref="long"/>, sorted, so that equal sets give equal page tokens.
/// </summary>
public sealed class IntegersFilter : FilterKind
{
    /// <summary>The maximum number of distinct integers.</summary>
    public const int MaxIntegers = 100;

    private IntegersFilter() { }

    /// <inheritdoc/>
    public override bool IsList => true;

    /// <summary>The field is one of the integers.</summary>
    public static IntegersFilter OneOf { get; } = new();

    /// <inheritdoc/>
    internal override string Expected =>
        $"must be integers separated by commas, each from {long.MinValue} to {long.MaxValue}, at most {MaxIntegers} different ones";

    /// <inheritdoc/>
    internal override string TokenSuffix => "s";

    /// <inheritdoc/>
    internal override bool Matches(object? field, object value) =>
        field is long number && Array.BinarySearch((long[])value, number) >= 0;

    /// <inheritdoc/>
    internal override bool TryRead(IReadOnlyList<string?> values, [NotNullWhen(true)] out object? value)
    {
        value = null;
        SortedSet<long> distinct = [];
        foreach (var text in values.SelectMany(text => (text ?? "").Split(',')))
        {
            // The parser ignores NUL at the end.
            if (
                text.EndsWith('\0')
                || !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            )
            {
                return false;
            }

            distinct.Add(number);
        }

        value = distinct.Count <= MaxIntegers ? distinct.ToArray() : null;
        return value is not null;
    }
}
