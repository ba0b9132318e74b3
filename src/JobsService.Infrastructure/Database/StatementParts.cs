namespace JobsService.Infrastructure.Database;

/// <summary>
/// The parts of a statement on one table, without the conditions of the scope. <see cref="ScopedStatement"/> adds these, so that
/// a statement cannot omit them.
/// </summary>
/// <param name="Start">The SQL before the <c>WHERE</c> clause; with a <see cref="Source"/>, before the <c>FROM</c> clause.</param>
/// <param name="Conditions">Conditions that every row must meet, in addition to those of the scope.</param>
internal sealed record StatementParts(string Start, params IReadOnlyList<Condition> Conditions)
{
    /// <summary>The table of a SELECT with table hints or in parts; null if <see cref="Start"/> contains the table.</summary>
    public TableSource? Source { get; init; }

    /// <summary>The SQL after the <c>WHERE</c> clause, if there is no <see cref="RowOrder"/>.</summary>
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

    /// <summary>The order of a list; null if the statement has none. Its key is selected after the columns.</summary>
    public ListOrder? RowOrder { get; init; }

    /// <summary>
    /// A query whose rows follow, with the same scope. Of its properties, only <see cref="Source"/>, <see cref="Conditions"/>,
    /// <see cref="End"/> and <see cref="OtherParameters"/> are used.
    /// </summary>
    public StatementParts? UnionAll { get; init; }

    /// <summary>Builds the statement with the conditions of a scope; an empty list selects every organization.</summary>
    public Statement With(IReadOnlyList<Condition> scope)
    {
        var text = WithUnion(parts => parts.TextFor(scope));
        var sqliteText = WithUnion(parts => parts.SqliteTextFor(scope));
        return new Statement(text, [.. ParametersFor(scope).Union(UnionAll?.ParametersFor(scope) ?? [])])
        {
            SqliteText = sqliteText == text ? null : sqliteText,
            IsForAnyOrganization = IsForAnyOrganization && scope.Count > 0,
            MergesUnion = Source is { IsUnionOnSqlServer: true } && RowOrder is not null,
            Limit = Limit,
            Rows = scope.Count > 0 ? Rows : null,
        };
    }

    private string WithUnion(Func<StatementParts, string> textOf) =>
        UnionAll is null ? textOf(this) : $"{textOf(this)}\nUNION ALL\n{textOf(UnionAll)}";

    private string TextFor(IReadOnlyList<Condition> scope)
    {
        var key = RowOrder?.SelectedKey is { } selected ? $", {selected}" : "";
        var conditions = ConditionsFor(scope);
        return Source is null
            ? $"{Start}{key}{Condition.Where(conditions)}{EndWith("")}"
            : $"{Start}{key}\nFROM {Source.ToSqlServer(conditions, scope.Count > 0)}{EndWith("")}";
    }

    private string SqliteTextFor(IReadOnlyList<Condition> scope)
    {
        if (Source is null)
        {
            return TextFor(scope);
        }

        // The rows of one organization are looked up from the index entries: see Statement.SqliteText.
        var entry = RowOrder is not null && Rows is not null && scope.Count > 0 ? "entry_" : "";
        var key = RowOrder?.SelectedKey is null ? "" : $", {entry}{RowOrder.Columns[^1]}";
        var queries = Source.OnSqlite.Select(part =>
        {
            var where = Condition.Where([.. ConditionsFor(scope), .. part.Conditions]);
            return entry.Length == 0
                ? $"{Start}{key}\nFROM {Source.Table}{where}"
                : $"""
                    {Start}{key}
                    FROM (SELECT {RowOrder!.ToEntry(entry)} FROM {Source.Table}{where})
                    LEFT JOIN {Source.Table} ON id = {entry}id
                    """;
        });
        return string.Join("\nUNION ALL\n", queries) + EndWith(entry);
    }

    private string EndWith(string prefix) =>
        RowOrder is not null ? $"\n{RowOrder.ToSql(prefix)}"
        : End.Length > 0 ? $"\n{End}"
        : "";

    private IEnumerable<(string Name, ColumnType Type)> ParametersFor(IReadOnlyList<Condition> scope) =>
        [.. Condition.ParametersOf(ConditionsFor(scope)), .. OtherParameters];

    private Condition[] ConditionsFor(IReadOnlyList<Condition> scope) =>
        scope.Count > 0
            ? [.. scope, .. Conditions]
            : [.. Conditions.Select(condition => condition.ForEveryOrganization ?? condition)];
}
