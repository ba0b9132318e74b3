namespace JobsService.Infrastructure.Database;

/// <summary>What rows must be like: a part of a statement.</summary>
/// <param name="Sql">The condition.</param>
/// <param name="Parameters">Its parameters, without their <c>@</c>, with the types of the columns that they meet.</param>
internal sealed record Condition(string Sql, params (string Name, ColumnType Type)[] Parameters)
{
    /// <summary>The clause of conditions that must all hold, on lines of its own; nothing where there are none.</summary>
    public static string Where(params IReadOnlyCollection<Condition> conditions) =>
        conditions.Count == 0
            ? ""
            : $"\nWHERE {string.Join("\n  AND ", conditions.Select(condition => condition.Sql))}";

    /// <summary>The parameters of conditions.</summary>
    public static (string Name, ColumnType Type)[] ParametersOf(params IReadOnlyCollection<Condition> conditions) =>
        [.. conditions.SelectMany(condition => condition.Parameters)];

    /// <summary>The condition, if it is asked for.</summary>
    public Condition[] When(bool isAskedFor) => isAskedFor ? [this] : [];
}
