using JobsService.Application.ApiKeys;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.ApiKeys;

/// <summary>What tells the statement of one list of keys from another's: what is asked for, never with which values.</summary>
/// <param name="Part">Which rows of the list, or their number.</param>
/// <param name="ByName">Whether the list is by name.</param>
/// <param name="HasName">Whether names are compared.</param>
/// <param name="HasNameContains">Whether names are searched.</param>
internal readonly record struct ApiKeyListShape(ListPart Part, bool ByName, bool HasName, bool HasNameContains)
{
    private static readonly bool[] FalseAndTrue = [false, true];

    /// <summary>Every shape that there is.</summary>
    public static IEnumerable<ApiKeyListShape> All =>
        from part in Enum.GetValues<ListPart>()
        where part != ListPart.Excess
        from byName in FalseAndTrue
        from hasName in FalseAndTrue
        from hasNameContains in FalseAndTrue
        select new ApiKeyListShape(part, byName, hasName, hasNameContains);

    /// <summary>The shape of a request.</summary>
    public static ApiKeyListShape Of(ListPart part, ApiKeyFilter filter) =>
        new(part, filter.ByName, filter.Name is not null, filter.NameContains is not null);

    /// <summary>Like <c>KeysetPage, by name, name, name_contains</c>.</summary>
    public override string ToString() =>
        $"{Part}, by {(ByName ? "name" : "id")}{(HasName ? ", name" : "")}{(HasNameContains ? ", name_contains" : "")}";
}
