using System.Text;
using JobsService.Application.Filtering;

namespace JobsService.Infrastructure.Database;

/// <summary>Creates the SQL conditions of filters and their parameter values.</summary>
internal static class FilterCondition
{
    // The wildcards of LIKE in either engine, and the escape character.
    private const string LikeSpecial = @"%_[\";

    // Not the collation of the column, which depends on the database, and which can also find "ss" in "ß". SQLite ignores it.
    private const string Collation = "COLLATE Latin1_General_100_BIN2";

    private static readonly ColumnType Word = ColumnType.VarChar(WordsFilter.MaxWordLength);

    // A list of values has one of three lengths, so that a few statements serve lists of any length. Each value is compared with each row.
    private const int FewWords = 5;
    private const int FewIntegers = 10;

    /// <summary>
    /// Returns which variant of the condition of a filter is for a value. <see cref="FilterVariant.Special"/> is for a single word or
    /// integer, for which an index can have the order of the list; a derived field that must be true, so that its condition can have an
    /// index; and a text in ASCII. <see cref="FilterVariant.Few"/> is for a few words or integers.
    /// </summary>
    public static FilterVariant VariantOf(object value) =>
        value switch
        {
            string[] { Length: 1 } or long[] { Length: 1 } or true => FilterVariant.Special,
            string text when Ascii.IsValid(text) => FilterVariant.Special,
            string[] { Length: <= FewWords } or long[] { Length: <= FewIntegers } => FilterVariant.Few,
            _ => FilterVariant.General,
        };

    /// <summary>Returns the condition of a filter.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="variant">The variant of the condition.</param>
    /// <param name="hasIndex">
    /// Whether the list has an index on a word whose order is that of the list. SQLite would also use it in other lists, and sort.
    /// </param>
    /// <param name="conditions">The conditions of the fields that are not columns, by their names.</param>
    /// <exception cref="NotSupportedException">The kind of the filter has no condition.</exception>
    public static Condition Of(
        Filter filter,
        FilterVariant variant,
        bool hasIndex,
        IReadOnlyDictionary<string, Condition> conditions
    )
    {
        var isSpecial = variant == FilterVariant.Special;
        return filter.Kind switch
        {
            TimeFilter { IsLowerBound: true } => Compare(filter, ">", ColumnType.Time),
            TimeFilter => Compare(filter, "<=", ColumnType.Time),
            WordsFilter when isSpecial && hasIndex => IsOneOf(filter, count: 1, Word) with
            {
                // The index is on the organization and the word.
                ForEveryOrganization = IsOneOf(filter, FewWords, Word),
            },
            WordsFilter => IsOneOf(filter, IsFew(variant) ? FewWords : WordsFilter.MaxWords, Word),
            IntegersFilter when isSpecial => IsOneOf(filter, count: 1, ColumnType.BigInt),
            IntegersFilter => IsOneOf(
                filter,
                IsFew(variant) ? FewIntegers : IntegersFilter.MaxIntegers,
                ColumnType.BigInt
            ),
            TextFilter text => IsLike(filter, text, isSpecial ? "LOWER" : "UPPER"),
            FlagFilter { IsOfColumn: true } => Compare(filter, "=", ColumnType.Bit),
            FlagFilter => isSpecial ? conditions[filter.Field] : conditions[filter.Field].Negated(),
            var kind => throw new NotSupportedException($"{filter.Name}: {kind.GetType().Name} has no SQL condition."),
        };
    }

    /// <summary>Adds the parameter values of a filter's condition.</summary>
    public static void AddValues(StatementValues values, Filter filter, object value)
    {
        switch (value)
        {
            case string[] words:
                AddSet(values, filter, words, words.Length <= FewWords ? FewWords : WordsFilter.MaxWords);
                break;
            case long[] integers:
                AddSet(
                    values,
                    filter,
                    integers,
                    integers.Length <= FewIntegers ? FewIntegers : IntegersFilter.MaxIntegers
                );
                break;
            case string text when filter.Kind is TextFilter kind:
                values.Add(filter.Name, kind.IsPart ? $"%{EscapeLike(text)}%" : EscapeLike(text));
                break;
            case bool when filter.Kind is FlagFilter { IsOfColumn: false }:
                break;
            default:
                // A comparison with NULL matches no row.
                values.Add(filter.Name, value == FilterValues.NoRow ? null : value);
                break;
        }
    }

    private static bool IsFew(FilterVariant variant) => variant is FilterVariant.Special or FilterVariant.Few;

    private static Condition Compare(Filter filter, string comparison, ColumnType type) =>
        new($"{filter.Field} {comparison} @{filter.Name}", (filter.Name, type));

    // On SQLite, UPPER is the service's own, which folds the case of all letters, and several times slower than LOWER, which folds ASCII.
    private static Condition IsLike(Filter filter, TextFilter kind, string function) =>
        new(
            $"{function}({filter.Field} {Collation}) LIKE {function}(@{filter.Name} {Collation}) ESCAPE '\\'",
            (filter.Name, ColumnType.NVarChar(kind.FieldLength))
        );

    private static Condition IsOneOf(Filter filter, int count, ColumnType type)
    {
        var field = filter.Kind is WordsFilter { FoldsField: true } ? $"LOWER({filter.Field})" : filter.Field;
        var names = Enumerable.Range(0, count).Select(number => $"{filter.Name}_{number}").ToArray();
        var parameters = string.Join(", ", names.Select(name => $"@{name}"));
        return new Condition(
            count == 1 ? $"{field} = {parameters}" : $"{field} IN ({parameters})",
            [.. names.Select(name => (name, type))]
        );
    }

    // The number of parameters is fixed, so that one statement serves any number of values; the last value is repeated.
    private static void AddSet<T>(StatementValues values, Filter filter, T[] set, int count)
    {
        for (var number = 0; number < count; number++)
        {
            values.Add($"{filter.Name}_{number}", set[Math.Min(number, set.Length - 1)]);
        }
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
