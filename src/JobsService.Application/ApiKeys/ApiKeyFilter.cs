using System.Text.Json;
using JobsService.Application.Scoping;

namespace JobsService.Application.ApiKeys;

/// <summary>Which of the keys in scope belong to a list, and in which order. What is null says nothing.</summary>
public sealed record ApiKeyFilter
{
    /// <summary>Every key, by id.</summary>
    public static ApiKeyFilter None { get; } = new();

    /// <summary>The key has this name, in any case.</summary>
    public string? Name { get; init; }

    /// <summary>The key's name has this in it, in any case.</summary>
    public string? NameContains { get; init; }

    /// <summary>Whether the list is by name, and by id where names are the same; else it is by id.</summary>
    public bool ByName { get; init; }

    /// <summary>All that tells the list from others, for its page tokens.</summary>
    internal string CursorScopeIn(OrganizationScope scope) =>
        $"api_keys {scope.OrganizationId} {scope.IsOfSystemAdmin} {JsonSerializer.Serialize(this)}";
}
