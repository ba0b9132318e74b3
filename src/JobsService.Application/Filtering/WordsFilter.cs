using System.Diagnostics.CodeAnalysis;

namespace JobsService.Application.Filtering;

/// <summary>
/// Compares a text field with a set of words, ignoring case. Words are separated by commas, or the parameter is repeated, or
/// both. The value is an array of distinct words in lower case, sorted, so that equal sets give equal page tokens.
/// </summary>
public sealed class WordsFilter : FilterKind
{
    /// <summary>The maximum number of distinct words.</summary>
    public const int MaxWords = 20;

    /// <summary>The maximum length of a word, in characters.</summary>
    public const int MaxWordLength = 64;

    private WordsFilter(bool foldsField) => FoldsField = foldsField;

    /// <inheritdoc/>
    public override bool IsList => true;

    /// <summary>The field is one of the words. Its columns are compared without regard to case.</summary>
    public static WordsFilter OneOf { get; } = new(foldsField: false);

    /// <summary>The field is one of the words. A column is compared with regard to case, so it is converted to lower case.</summary>
    public static WordsFilter OneOfInAnyCase { get; } = new(foldsField: true);

    /// <summary>Whether the field is converted to lower case before it is compared.</summary>
    public bool FoldsField { get; }

    /// <inheritdoc/>
    internal override string Expected =>
        $"must be words separated by commas, each of 1 to {MaxWordLength} printable ASCII characters "
        + $"without spaces at its ends, at most {MaxWords} different ones";

    /// <inheritdoc/>
    internal override string TokenSuffix => "s";

    /// <inheritdoc/>
    internal override bool Matches(object? field, object value) =>
        field is string text && ((string[])value).Contains(text, StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    internal override bool TryRead(IReadOnlyList<string?> values, [NotNullWhen(true)] out object? value)
    {
        var words = values.SelectMany(text => (text ?? "").Split(',')).ToArray();
        string[] distinct =
        [
            .. words
                .Select(word => word.ToLowerInvariant())
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        var isValid = words.All(IsWord) && distinct.Length <= MaxWords;
        value = isValid ? distinct : null;
        return isValid;
    }

    // The columns hold printable ASCII only. A leading or trailing space is most likely a mistake.
    private static bool IsWord(string word) =>
        word.Length is >= 1 and <= MaxWordLength
        && word.All(character => character is >= ' ' and <= '~')
        && word is not ([' ', ..] or [.., ' ']);
}
