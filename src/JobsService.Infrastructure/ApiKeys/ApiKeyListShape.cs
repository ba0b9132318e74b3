using JobsService.Application.ApiKeys;
using JobsService.Application.Scoping;
using JobsService.Infrastructure.Sql;

namespace JobsService.Infrastructure.ApiKeys;

/// <summary>What tells the statement of one list of keys from another's: what is asked for, never with which values.</summary>
/// <param name="Part">Which rows of the list, or their number.</param>
/// <param name="OfOneOrganization">Whether the scope is one organization.</param>
/// <param name="OfEveryRole">Whether keys of system admins are in scope.</param>
/// <param name="ByName">Whether the list is by name.</param>
/// <param name="HasName">Whether names are compared.</param>
/// <param name="HasNameContains">Whether names are searched.</param>
internal readonly record struct ApiKeyListShape(
    ListPart Part,
    bool OfOneOrganization,
    bool OfEveryRole,
    bool ByName,
    bool HasName,
    bool HasNameContains
)
{
    private static readonly bool[] FalseAndTrue = [false, true];

    /// <summary>Every shape that there is: only a system admin's scope can be more than one organization.</summary>
    public static IEnumerable<ApiKeyListShape> All =>
        from part in Enum.GetValues<ListPart>()
        where part != ListPart.Excess
        from scope in new[] { (One: true, Every: false), (One: true, Every: true), (One: false, Every: true) }
        from byName in FalseAndTrue
        from hasName in FalseAndTrue
        from hasNameContains in FalseAndTrue
        select new ApiKeyListShape(part, scope.One, scope.Every, byName, hasName, hasNameContains);

    /// <summary>The shape of a request.</summary>
    public static ApiKeyListShape Of(ListPart part, OrganizationScope scope, ApiKeyFilter filter) =>
        new(
            part,
            scope.OrganizationId is not null,
            scope.IsOfSystemAdmin,
            filter.ByName,
            filter.Name is not null,
            filter.NameContains is not null
        );

    /// <summary>Like <c>KeysetPage, one organization, every role, by name, name, name_contains</c>.</summary>
    public override string ToString() =>
        $"{Part}, {(OfOneOrganization ? "one organization" : "every organization")}, "
        + $"{(OfEveryRole ? "every role" : "organization_admin")}, by {(ByName ? "name" : "id")}"
        + $"{(HasName ? ", name" : "")}{(HasNameContains ? ", name_contains" : "")}";
}
