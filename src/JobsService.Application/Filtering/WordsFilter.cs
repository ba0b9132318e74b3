using System.Diagnostics.CodeAnalysis;

namespace JobsService.Application.Filtering;

/// <summary>
/// Compares a text with a set of words, without regard to case. Words are separated by commas, given in several parameters, or
/// both. The value is a list of different words in lower case, sorted, so that equal sets are equal lists.
/// </summary>
public sealed class WordsFilter : FilterKind
{
    /// <summary>The greatest number of different words.</summary>
    public const int MaxWords = 20;

    /// <summary>The greatest length of a word.</summary>
    public const int MaxWordLength = 64;

    private WordsFilter() { }

    /// <summary>The field is one of the words.</summary>
    public static WordsFilter OneOf { get; } = new();

    /// <inheritdoc/>
    internal override string Expected =>
        $"must be words separated by commas, each of 1 to {MaxWordLength} printable ASCII characters "
        + $"without spaces at its ends, at most {MaxWords} different ones";

    /// <inheritdoc/>
    internal override string TokenSuffix => "s";

    /// <inheritdoc/>
    internal override bool TryRead(IReadOnlyList<string?> values, [NotNullWhen(true)] out object? value)
    {
        var words = values.SelectMany(text => (text ?? "").Split(',')).ToArray();
        string[] different =
        [
            .. words
                .Select(word => word.ToLowerInvariant())
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        var isValid = words.All(IsWord) && different.Length <= MaxWords;
        value = isValid ? different : null;
        return isValid;
    }

    // Printable ASCII, like the columns; a space at an end would be invisible.
    private static bool IsWord(string word) =>
        word.Length is >= 1 and <= MaxWordLength
        && word.All(character => character is >= ' ' and <= '~')
        && word is not ([' ', ..] or [.., ' ']);
}
