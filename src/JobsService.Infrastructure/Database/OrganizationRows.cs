using JobsService.Application.Scoping;

namespace JobsService.Infrastructure.Database;

/// <summary>
/// The rows of a table that belong to organizations, in a statement that selects them. Each row is compared with the scope before it
/// is returned, because a damaged index can lead to a row of another organization.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="columns">The selected columns, separated by commas, with <c>id</c> and <c>organization_id</c> among them.</param>
internal sealed class OrganizationRows(string table, string columns)
{
    private const string Id = "id";
    private const string OrganizationId = "organization_id";

    private readonly int _id = IndexOf(columns, Id);
    private readonly int _organizationId = IndexOf(columns, OrganizationId);

    /// <summary>The table.</summary>
    public string Table { get; } = table;

    /// <summary>The selected columns, separated by commas.</summary>
    public string Columns { get; } = columns;

    /// <summary>Whether a statement that selects these columns returns rows that can be compared with the scope.</summary>
    public static bool AreIn(string columns) => IndexOf(columns, OrganizationId) >= 0;

    /// <summary>Returns a mapping that throws for a row of an organization that is not in scope.</summary>
    public Func<Row, T> Verified<T>(Func<Row, T> read, OrganizationScope scope)
    {
        return scope.OrganizationId is { } organizationId ? Verify : read;

        T Verify(Row row) =>
            row.Integer(_organizationId) == organizationId
                ? read(row)
                : throw new ForeignRowException(
                    Table,
                    row.IntegerOrNull(_id),
                    row.IntegerOrNull(_organizationId),
                    organizationId
                );
    }

    private static int IndexOf(string columns, string column) => Array.IndexOf(columns.Split(", "), column);
}

/// <summary>The database returned a row of another organization, or an index entry without a row. It is damaged.</summary>
/// <param name="table">The table.</param>
/// <param name="id">The id of the row; null if an index has an entry without a row.</param>
/// <param name="organizationId">The organization of the row.</param>
/// <param name="scope">The organization for which the statement ran.</param>
internal sealed class ForeignRowException(string table, long? id, long? organizationId, long scope)
    : Exception(
        (
            id is null
                ? $"An index of the table {table} has an entry without a row for organization {scope}."
                : $"Row {id} of the table {table} belongs to organization {organizationId} and was found for organization {scope}; it was not returned."
        ) + " The database is damaged: run the \"check\" command."
    );
