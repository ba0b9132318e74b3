namespace JobsService.Infrastructure.Database;

/// <summary>
/// The table of a SELECT, and the parts of it that are read one by one, because each part has its own indexes. The parts are joined by
/// <c>UNION ALL</c>, which merges them if each is in the order of the list. Engines have different parts, because their partial indexes
/// accept different conditions.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">The columns that a query of several parts can use, separated by commas.</param>
internal sealed record TableSource(string Table, string Columns)
{
    private static readonly TablePart[] Whole = [new()];

    /// <summary>The parts on SQL Server. No row is in two of them.</summary>
    public IReadOnlyList<TablePart> OnSqlServer { get; init; } = Whole;

    /// <summary>The parts on SQLite. No row is in two of them.</summary>
    public IReadOnlyList<TablePart> OnSqlite { get; init; } = Whole;

    /// <summary>Whether SQL Server reads more than one part.</summary>
    public bool IsUnionOnSqlServer => OnSqlServer.Count > 1;

    /// <summary>
    /// Returns the source in a <c>FROM</c> clause of SQL Server, with the <c>WHERE</c> clause: the table with its hint, or a subquery with
    /// the name of the table.
    /// </summary>
    /// <param name="conditions">The conditions, without those of the parts.</param>
    /// <param name="isOfOneOrganization">Whether the conditions select one organization.</param>
    public string ToSqlServer(IReadOnlyList<Condition> conditions, bool isOfOneOrganization)
    {
        var parts = OnSqlServer
            .Select(part =>
                $"{Table}{part.HintFor(isOfOneOrganization)}{Condition.Where([.. conditions, .. part.Conditions])}"
            )
            .ToArray();
        if (parts is [var whole])
        {
            return whole;
        }

        var queries = parts.Select(part => $"SELECT {Columns}\nFROM {part}");
        return $"(\n  {string.Join("\nUNION ALL\n", queries).ReplaceLineEndings("\n  ")}\n) AS {Table}";
    }
}

/// <summary>A part of a table.</summary>
/// <param name="Conditions">The conditions of its rows.</param>
internal sealed record TablePart(params IReadOnlyList<Condition> Conditions)
{
    /// <summary>The table hint of SQL Server for the rows of one organization.</summary>
    public string? OrganizationHint { get; init; }

    /// <summary>The table hint of SQL Server for the rows of every organization.</summary>
    public string? Hint { get; init; }

    /// <summary>Returns the <c>WITH</c> clause after the name of the table; empty without a hint.</summary>
    public string HintFor(bool isOfOneOrganization) =>
        (isOfOneOrganization ? OrganizationHint : Hint) is { } hint ? $" WITH ({hint})" : "";
}
