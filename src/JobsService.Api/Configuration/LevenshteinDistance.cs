namespace JobsService.Api.Configuration;

/// <summary>The Levenshtein distance: the number of insertions, deletions and replacements that turn one text into another.</summary>
internal static class LevenshteinDistance
{
    /// <summary>Returns the known name that is nearest to a name; null if none is similar.</summary>
    public static string? Nearest(string name, IEnumerable<string> known) =>
        known.MinBy(candidate => Between(candidate, name)) is { } nearest && Between(nearest, name) <= name.Length / 2
            ? nearest
            : null;

    /// <summary>Computes the distance with the Wagner–Fischer algorithm, one row at a time. Case is ignored.</summary>
    public static int Between(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        foreach (var character in left)
        {
            var diagonal = row[0]++;
            for (var column = 1; column < row.Length; column++)
            {
                var isSame = char.ToUpperInvariant(character) == char.ToUpperInvariant(right[column - 1]);
                var replaced = isSame ? diagonal : diagonal + 1;
                diagonal = row[column];
                row[column] = Math.Min(replaced, Math.Min(row[column], row[column - 1]) + 1);
            }
        }

        return row[^1];
    }
}
