namespace JobsService.Infrastructure.Database;

/// <summary>
/// Something that can be asked of the database. All of them stand in the classes named <c>…Statements</c>, as values that can
/// be enumerated, so that SQL Server's own binder checks each one without a server.
/// </summary>
/// <param name="text">The SQL; it never holds anything that a caller sent.</param>
/// <param name="parameters">The parameters, without their <c>@</c>, with the types of the columns that they meet.</param>
internal sealed class Statement(string text, params IReadOnlyList<(string Name, ColumnType Type)> parameters)
{
    /// <summary>The SQL, the same for every engine unless the class that holds it is one engine's own.</summary>
    public string Text { get; } = text;

    /// <summary>The parameters, without their <c>@</c>, those of <see cref="Limit"/> among them.</summary>
    public IReadOnlyList<(string Name, ColumnType Type)> Parameters { get; } = parameters;

    /// <summary>How many of its rows it returns. A statement with a limit ends in its <c>ORDER BY</c>.</summary>
    public RowLimit Limit { get; init; }

    /// <summary>
    /// Why no caller can read or change rows of other organizations through this statement, although it is on a table of
    /// theirs and is not a <see cref="ScopedStatement"/>; null where there is nothing to say. A test requires the reason.
    /// </summary>
    public string? NoOrganizationScope { get; init; }

    /// <summary>
    /// Whether the plan is to be made for an average organization. SQL Server makes a plan for the first value that it sees and
    /// keeps it for all; the plan of the one organization that has half of all jobs, a scan, would then serve those that have ten.
    /// </summary>
    public bool IsForAnyOrganization { get; init; }

    /// <summary>The type of a parameter.</summary>
    /// <exception cref="InvalidOperationException">There is none of that name.</exception>
    public ColumnType TypeOf(string parameter)
    {
        foreach (var (name, type) in Parameters)
        {
            if (name == parameter)
            {
                return type;
            }
        }

        throw new InvalidOperationException($"The statement has no parameter '{parameter}': {Text}");
    }
}
