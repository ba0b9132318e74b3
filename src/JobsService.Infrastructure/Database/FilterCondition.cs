using System.Text;
using JobsService.Application.Filtering;

namespace JobsService.Infrastructure.Database;

/// <summary>Creates the SQL conditions of filters and their parameter values.</summary>
internal static class FilterCondition
{
    // The wildcards of LIKE in either engine, and the escape character.
    private const string LikeSpecial = @"%_[\";

    /// <summary>Returns the condition of a filter.</summary>
    /// <exception cref="NotSupportedException">The kind of the filter has no condition.</exception>
    public static Condition Of(Filter filter) =>
        filter.Kind switch
        {
            TimeFilter { IsLowerBound: true } => Compare(filter, ">", ColumnType.Time),
            TimeFilter => Compare(filter, "<=", ColumnType.Time),
            WordsFilter => IsOneOf(filter),
            TextFilter text => new Condition(
                $"{filter.Field} LIKE @{filter.Name} ESCAPE '\\'",
                (filter.Name, ColumnType.NVarChar(text.MaxLength))
            ),
            var kind => throw new NotSupportedException($"{filter.Name}: {kind.GetType().Name} has no SQL condition."),
        };

    /// <summary>Adds the parameter values of a filter's condition.</summary>
    public static void AddValues(StatementValues values, Filter filter, object value)
    {
        switch (value)
        {
            case string[] words:
                // The number of parameters is fixed, so that one statement serves any number of words; the last word is repeated.
                for (var number = 0; number < WordsFilter.MaxWords; number++)
                {
                    values.Add($"{filter.Name}_{number}", words[Math.Min(number, words.Length - 1)]);
                }

                break;
            case string text when filter.Kind is TextFilter kind:
                values.Add(filter.Name, kind.IsPart ? $"%{EscapeLike(text)}%" : EscapeLike(text));
                break;
            default:
                // A comparison with NULL matches no row.
                values.Add(filter.Name, value == FilterValues.NoRow ? null : value);
                break;
        }
    }

    private static Condition Compare(Filter filter, string comparison, ColumnType type) =>
        new($"{filter.Field} {comparison} @{filter.Name}", (filter.Name, type));

    private static Condition IsOneOf(Filter filter)
    {
        var words = Enumerable.Range(0, WordsFilter.MaxWords).Select(number => $"{filter.Name}_{number}").ToArray();
        return new Condition(
            $"{filter.Field} IN ({string.Join(", ", words.Select(word => $"@{word}"))})",
            [.. words.Select(word => (word, ColumnType.VarChar(WordsFilter.MaxWordLength)))]
        );
    }

    private static string EscapeLike(string text)
    {
        var pattern = new StringBuilder();
        foreach (var character in text)
        {
            _ = LikeSpecial.Contains(character) ? pattern.Append('\\').Append(character) : pattern.Append(character);
        }

        return pattern.ToString();
    }
}
