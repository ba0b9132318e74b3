using JobsService.Application.Paging;

namespace JobsService.Application.ApiKeys;

/// <summary>What a caller says about the list of keys that it wants, word for word.</summary>
public sealed record ApiKeyListParameters : PageParameters
{
    /// <summary>The values of <c>order_by</c>: by id, which is also what comes when nothing is said.</summary>
    public const string ById = "id";

    /// <summary>The values of <c>order_by</c>: by name.</summary>
    public const string ByName = "name";

    /// <summary>Nothing is said: all keys, in one piece, by id.</summary>
    public static ApiKeyListParameters None { get; } = new();

    /// <summary><c>name</c>: keys with this name, in any case.</summary>
    public IReadOnlyList<string?> Name { get; init; } = [];

    /// <summary><c>name_contains</c>: keys whose name has this in it, in any case.</summary>
    public IReadOnlyList<string?> NameContains { get; init; } = [];

    /// <summary><c>order_by</c>: <see cref="ById"/> or <see cref="ByName"/>.</summary>
    public IReadOnlyList<string?> OrderBy { get; init; } = [];

    /// <summary>The filter that the parameters ask for, once they have passed their validator.</summary>
    internal ApiKeyFilter Filter =>
        new()
        {
            Name = Name is [var name] ? name : null,
            NameContains = NameContains is [var part] ? part : null,
            ByName = OrderBy is [ByName],
        };
}
