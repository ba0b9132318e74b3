using JobsService.Application.Scoping;

namespace JobsService.Infrastructure.Database;

/// <summary>
/// A statement on rows that belong to organizations, with one variant for each kind of scope, built from the same parts.
/// <see cref="StatementExecutor"/> and <see cref="DatabaseTransaction"/> select the variant by the scope and bind the
/// organization, so that a repository cannot omit the scope.
/// </summary>
internal sealed class ScopedStatement
{
    /// <summary>The name of the organization parameter, without <c>@</c>.</summary>
    public const string OrganizationParameter = "organizationId";

    private readonly Statement? _forOrganizationAdmin;
    private readonly Statement? _forOneOrganization;
    private readonly Statement _forEveryOrganization;

    /// <summary>Creates a statement that every caller can run on the rows in its scope.</summary>
    public ScopedStatement(TableScope scope, StatementParts parts)
    {
        _forEveryOrganization = parts.With([]);
        _forOneOrganization = parts.With(scope.OneOrganization);
        _forOrganizationAdmin =
            scope.OrganizationAdmin.Count == scope.OneOrganization.Count
                ? _forOneOrganization
                : parts.With(scope.OrganizationAdmin);
    }

    private ScopedStatement(Statement forEveryOrganization) => _forEveryOrganization = forEveryOrganization;

    /// <summary>Each distinct variant with its kind of scope, for tests.</summary>
    public IEnumerable<(ScopeKind Scope, Statement Statement)> Texts
    {
        get
        {
            if (_forOneOrganization is not null)
            {
                yield return (ScopeKind.OneOrganization, _forOneOrganization);
            }

            if (_forOrganizationAdmin is not null && _forOrganizationAdmin != _forOneOrganization)
            {
                yield return (ScopeKind.OrganizationAdmin, _forOrganizationAdmin);
            }

            yield return (ScopeKind.EveryOrganization, _forEveryOrganization);
        }
    }

    /// <summary>Creates a statement that only system admins can run, on the rows of every organization.</summary>
    public static ScopedStatement OnEveryOrganizationOnly(StatementParts parts) => new(parts.With([]));

    /// <summary>Returns the variant for a scope and the values including the organization of the scope.</summary>
    /// <param name="scope">The scope of the request.</param>
    /// <param name="values">The other values. The organization is added, or overwritten if present.</param>
    /// <exception cref="OutOfScopeException">The statement cannot run in this scope.</exception>
    public (Statement Statement, StatementValues? Values) In(OrganizationScope scope, StatementValues? values)
    {
        if (scope.OrganizationId is not { } organizationId)
        {
            return scope.IsOfSystemAdmin ? (_forEveryOrganization, values) : throw new OutOfScopeException();
        }

        var statement = scope.IsOfSystemAdmin ? _forOneOrganization : _forOrganizationAdmin;
        values ??= [];
        values[OrganizationParameter] = organizationId;
        return (statement ?? throw new OutOfScopeException(), values);
    }
}

/// <summary>The kinds of scope for which a <see cref="ScopedStatement"/> has a variant.</summary>
internal enum ScopeKind
{
    /// <summary>
    /// A system admin that selects one organization; also an organization admin if both can access the same rows.
    /// </summary>
    OneOrganization,

    /// <summary>An organization admin that can access fewer rows of its organization than a system admin.</summary>
    OrganizationAdmin,

    /// <summary>A system admin that selects every organization.</summary>
    EveryOrganization,
}

/// <summary>The conditions that restrict a table to the scope of a caller.</summary>
internal sealed class TableScope
{
    /// <param name="organizationColumn">The column with the organization id.</param>
    /// <param name="forOrganizationAdmins">Additional conditions for callers that are not system admins.</param>
    public TableScope(string organizationColumn, params IReadOnlyList<Condition> forOrganizationAdmins)
    {
        OneOrganization =
        [
            new Condition(
                $"{organizationColumn} = @{ScopedStatement.OrganizationParameter}",
                (ScopedStatement.OrganizationParameter, ColumnType.BigInt)
            ),
        ];
        OrganizationAdmin = [.. OneOrganization, .. forOrganizationAdmins];
    }

    /// <summary>The conditions for a system admin that selects one organization.</summary>
    public IReadOnlyList<Condition> OneOrganization { get; }

    /// <summary>The conditions for an organization admin.</summary>
    public IReadOnlyList<Condition> OrganizationAdmin { get; }
}
