namespace JobsService.Infrastructure.Database;

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

    /// <summary>Builds the statement with the conditions of a scope; an empty list selects every organization.</summary>
    public Statement With(IReadOnlyList<Condition> scope)
    {
        Condition[] conditions = [.. scope, .. Conditions];
        var end = End.Length == 0 ? "" : $"\n{End}";
        return new Statement(
            $"{Start}{Condition.Where(conditions)}{end}",
            [.. Condition.ParametersOf(conditions), .. OtherParameters]
        )
        {
            IsForAnyOrganization = IsForAnyOrganization && scope.Count > 0,
            Limit = Limit,
        };
    }
}
