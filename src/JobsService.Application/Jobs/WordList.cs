namespace JobsService.Application.Jobs;

/// <summary>
/// The value of a filter that takes several words: separated by commas, or in several parameters, or both; in any case.
/// </summary>
internal static class WordList
{
    /// <summary>
    /// Whether there are only words, and not too many. They are printable ASCII, as the columns are that they are compared
    /// with, and have no space at an end, which nobody could see.
    /// </summary>
    public static bool IsValid(IReadOnlyList<string?> values) =>
        Split(values).All(IsWord)
        && Split(values).Distinct(StringComparer.OrdinalIgnoreCase).Count() <= JobListParameters.MaxWords;

    /// <summary>The different words in one spelling and one order, so that the same words are the same list.</summary>
    public static IReadOnlyList<string> Read(IReadOnlyList<string?> values) =>
        [
            .. Split(values)
                .Select(word => word.ToLowerInvariant())
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    private static IEnumerable<string> Split(IReadOnlyList<string?> values) =>
        values.SelectMany(value => (value ?? "").Split(','));

    private static bool IsWord(string word) =>
        word.Length is >= 1 and <= JobListParameters.MaxWordLength
        && word.All(character => character is >= ' ' and <= '~')
        && word is not ([' ', ..] or [.., ' ']);
}
