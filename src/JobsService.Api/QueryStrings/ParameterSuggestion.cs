using JobsService.Api.Configuration;

namespace JobsService.Api.QueryStrings;

/// <summary>Suggests the parameter that a client probably meant.</summary>
internal static class ParameterSuggestion
{
    // With one more, created_at__until would suggest created_at__after, which is the opposite.
    private const int MaxDistance = 3;

    private const int MaxLength = 64;

    /// <summary>Returns the parameter that a misspelled name stands for; null if none is similar.</summary>
    /// <param name="name">The unknown name. Case, punctuation, and brackets with their content are ignored.</param>
    /// <param name="known">The names of the parameters. If several are equally similar, the first one is returned.</param>
    public static string? For(string name, IReadOnlyList<string> known)
    {
        var bracket = name.IndexOf('[', StringComparison.Ordinal);
        var simple = bracket < 0 ? name : name[..bracket];
        return simple.Length > MaxLength ? null : Nearest(LettersOf(simple), known) ?? OnlyOneWith(simple, known);
    }

    private static string? Nearest(string letters, IReadOnlyList<string> known)
    {
        var limit = Math.Min(letters.Length / 3, MaxDistance);
        return known
            .Select(name => (Name: name, Letters: LettersOf(name)))
            // The distance is at least the difference of the lengths.
            .Where(candidate => Math.Abs(candidate.Letters.Length - letters.Length) <= limit)
            .Select(candidate => (candidate.Name, Distance: LevenshteinDistance.Between(candidate.Letters, letters)))
            .Where(candidate => candidate.Distance <= limit)
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    /// <summary>Returns the only name that contains these words, for example <c>job_type</c> for <c>type</c>.</summary>
    private static string? OnlyOneWith(string words, IReadOnlyList<string> known) =>
        words.Length > 0
        && known.Where(name => $"_{name}_".Contains($"_{words}_", StringComparison.OrdinalIgnoreCase)).ToArray()
            is [var only]
            ? only
            : null;

    private static string LettersOf(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit));
}
