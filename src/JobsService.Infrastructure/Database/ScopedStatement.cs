using JobsService.Application.Scoping;

namespace JobsService.Infrastructure.Database;

/// <summary>
/// A statement on rows of organizations, with one text for each kind of scope, all made from the same parts. Only
/// <see cref="StatementExecutor"/> and <see cref="DatabaseTransaction"/> choose a text, by the scope that they are given, and bind the
/// organization, so no repository can leave it out.
/// </summary>
internal sealed class ScopedStatement
{
    /// <summary>The parameter for the organization in scope, without its <c>@</c>.</summary>
    public const string OrganizationParameter = "organizationId";

    private readonly Statement? _forOrganizationAdmin;
    private readonly Statement? _forOneOrganization;
    private readonly Statement _forEveryOrganization;

    /// <summary>A statement that any caller can run, on the rows in its scope.</summary>
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

    /// <summary>Each different text with its kind of scope, for the tests that check every statement.</summary>
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

    /// <summary>A statement that only system admins can run, on the rows of every organization.</summary>
    public static ScopedStatement OnEveryOrganizationOnly(StatementParts parts) => new(parts.With([]));

    /// <summary>Chooses the text for a scope and binds the organization of the scope.</summary>
    /// <param name="scope">The scope of the request.</param>
    /// <param name="values">The other values; the organization is added to them, or replaced.</param>
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
