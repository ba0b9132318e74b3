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

/// <summary>
/// The parts of a statement on one table, without the conditions of the scope. <see cref="ScopedStatement"/> adds these, so that
/// a statement cannot omit them.
/// </summary>
/// <param name="Start">The SQL before the <c>WHERE</c> clause.</param>
/// <param name="Conditions">The conditions besides the scope, combined with AND.</param>
internal sealed record StatementParts(string Start, params IReadOnlyList<Condition> Conditions)
{
    /// <summary>The SQL after the <c>WHERE</c> clause.</summary>
    public string End { get; init; } = "";

    /// <summary>The parameters that no condition uses.</summary>
    public IReadOnlyList<(string Name, ColumnType Type)> OtherParameters { get; init; } = [];

    /// <inheritdoc cref="Statement.Limit"/>
    public RowLimit Limit { get; init; }

    /// <summary>
    /// Whether to set <see cref="Statement.IsForAnyOrganization"/> on the statement for one organization.
    /// </summary>
    public bool IsForAnyOrganization { get; init; }

    /// <inheritdoc cref="Statement.Rows"/>
    public OrganizationRows? Rows { get; init; }

    /// <summary>The order of a list of <see cref="Rows"/>; null if an index leads to no more than one row.</summary>
    public ListOrder? RowOrder { get; init; }

    /// <summary>
    /// A query whose rows follow, with the same scope. Of its properties, only <see cref="Conditions"/>, <see cref="End"/> and
    /// <see cref="OtherParameters"/> are used.
    /// </summary>
    public StatementParts? UnionAll { get; init; }

    /// <summary>Builds the statement with the conditions of a scope; an empty list selects every organization.</summary>
    public Statement With(IReadOnlyList<Condition> scope)
    {
        return new Statement(
            UnionAll is null ? TextFor(scope) : $"{TextFor(scope)}\nUNION ALL\n{UnionAll.TextFor(scope)}",
            [.. ParametersFor(scope).Union(UnionAll?.ParametersFor(scope) ?? [])]
        )
        {
            IsForAnyOrganization = IsForAnyOrganization && scope.Count > 0,
            Limit = Limit,
            Rows = scope.Count > 0 ? Rows : null,
            RowLookupText = scope.Count > 0 ? RowLookupOf(Condition.Where(ConditionsFor(scope))) : null,
        };
    }

    private string TextFor(IReadOnlyList<Condition> scope) =>
        $"{Start}{Condition.Where(ConditionsFor(scope))}{(End.Length == 0 ? "" : $"\n{End}")}";

    private IEnumerable<(string Name, ColumnType Type)> ParametersFor(IReadOnlyList<Condition> scope) =>
        [.. Condition.ParametersOf(ConditionsFor(scope)), .. OtherParameters];

    private Condition[] ConditionsFor(IReadOnlyList<Condition> scope) =>
        scope.Count > 0
            ? [.. scope, .. Conditions]
            : [.. Conditions.Select(condition => condition.ForEveryOrganization ?? condition)];

    /// <inheritdoc cref="Statement.RowLookupText"/>
    private string? RowLookupOf(string where)
    {
        if (Rows is null || RowOrder is null)
        {
            return null;
        }

        var entry = string.Join(", ", RowOrder.EntryColumns.Select(column => $"{column} AS entry_{column}"));
        return $"""
            SELECT {Rows.Columns}
            FROM (SELECT {entry} FROM {Rows.Table}{where})
            LEFT JOIN {Rows.Table} ON id = entry_id
            {RowOrder.ToSql("entry_")}
            """;
    }
}
