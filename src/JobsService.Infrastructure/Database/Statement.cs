using JobsService.Application.Scoping;

namespace JobsService.Infrastructure.Database;

/// <summary>
/// A SQL statement. All statements are static members of classes named <c>…Statements</c>, so that tests can enumerate them and
/// check each one against the schema without a server.
/// </summary>
/// <param name="text">The SQL. It never contains input.</param>
/// <param name="parameters">
/// The parameters, without their <c>@</c>, with the types of the columns that they are compared with.
/// </param>
internal sealed class Statement(string text, params IReadOnlyList<(string Name, ColumnType Type)> parameters)
{
    /// <summary>The SQL for SQL Server, and for SQLite without a <see cref="SqliteText"/>.</summary>
    public string Text { get; } = text;

    /// <summary>The parameters, without their <c>@</c>, including those of <see cref="Limit"/>.</summary>
    public IReadOnlyList<(string Name, ColumnType Type)> Parameters { get; } = parameters;

    /// <summary>Limits the returned rows. A statement with a limit must end with <c>ORDER BY</c>.</summary>
    public RowLimit Limit { get; init; }

    /// <summary>
    /// The reason why this statement cannot expose rows of other organizations, although it is not a <see
    /// cref="ScopedStatement"/>. Null if it uses no table with an organization; tests require the reason otherwise.
    /// </summary>
    public string? NoOrganizationScope { get; init; }

    /// <summary>
    /// Whether to optimize the query plan for an average organization instead of the first parameter value (parameter sniffing).
    /// Otherwise the plan for an organization with half of all jobs, a scan, could be reused for organizations with ten jobs.
    /// </summary>
    public bool IsForAnyOrganization { get; init; }

    /// <summary>The rows to compare with the scope; null if the statement returns none for one organization.</summary>
    public OrganizationRows? Rows { get; init; }

    /// <summary>
    /// The same statement for SQLite; null if it is <see cref="Text"/>. SQLite reads the rows of one organization in two steps: the index
    /// entries in a subquery, then the rows by their ids. Otherwise it would read <c>organization_id</c> from the index that led to the
    /// row, where comparing it with the scope is meaningless. An outer join, so that an entry without a row is noticed.
    /// </summary>
    public string? SqliteText { get; init; }

    /// <summary>Whether SQL Server must merge the parts of a union, which are in the order of the list, instead of sorting them.</summary>
    public bool MergesUnion { get; init; }

    /// <inheritdoc cref="OrganizationRows.Verified{T}"/>
    public Func<Row, T> Verified<T>(Func<Row, T> read, OrganizationScope scope) => Rows?.Verified(read, scope) ?? read;

    /// <summary>Returns the type of a parameter.</summary>
    /// <exception cref="InvalidOperationException">The statement has no such parameter.</exception>
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

/// <summary>Limits the rows that a statement returns. The engines have different syntax for it.</summary>
internal enum RowLimit
{
    /// <summary>All rows.</summary>
    None,

    /// <summary>The first <c>@take</c> rows.</summary>
    Take,

    /// <summary>The first <c>@take</c> rows after <c>@skip</c> rows.</summary>
    SkipAndTake,
}

/// <summary>
/// The parameter values of a statement by parameter name without <c>@</c>. A time is a <see cref="DateTimeOffset"/>, which the
/// engine converts to its column type.
/// </summary>
internal sealed class StatementValues() : Dictionary<string, object?>(StringComparer.Ordinal);
