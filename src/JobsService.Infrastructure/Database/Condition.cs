namespace JobsService.Infrastructure.Database;

/// <summary>A condition of a <c>WHERE</c> clause.</summary>
/// <param name="Sql">The SQL of the condition.</param>
/// <param name="Parameters">
/// Its parameters, without their <c>@</c>, with the types of the columns that they are compared with.
/// </param>
internal sealed record Condition(string Sql, params (string Name, ColumnType Type)[] Parameters)
{
    /// <summary>
    /// Returns a <c>WHERE</c> clause that combines conditions with AND, on separate lines; empty if there are none.
    /// </summary>
    public static string Where(params IReadOnlyCollection<Condition> conditions) =>
        conditions.Count == 0
            ? ""
            : $"\nWHERE {string.Join("\n  AND ", conditions.Select(condition => condition.Sql))}";

    /// <summary>Returns the parameters of conditions.</summary>
    public static (string Name, ColumnType Type)[] ParametersOf(params IReadOnlyCollection<Condition> conditions) =>
        [.. conditions.SelectMany(condition => condition.Parameters)];

    /// <summary>The condition of the statement for every organization, if it is a different one.</summary>
    public Condition? ForEveryOrganization { get; init; }

    /// <summary>Returns the negation. The condition must not be unknown (NULL) for any row.</summary>
    public Condition Negated() => this with { Sql = $"NOT ({Sql})" };

    /// <summary>Returns the condition if <paramref name="isIncluded"/> is true; otherwise an empty array.</summary>
    public Condition[] When(bool isIncluded) => isIncluded ? [this] : [];
}
