using JobsService.Domain.ApiKeys;

namespace JobsService.Application.ApiKeys;

/// <summary>The current state of an API key, with the facts about other keys that limit its changes.</summary>
/// <param name="Key">The key.</param>
/// <param name="IsLastSystemAdmin">Whether it is the only active <c>system_admin</c> key that does not expire.</param>
/// <param name="KeysInOrganization">The number of keys of the organization.</param>
public sealed record StoredApiKey(ApiKey Key, bool IsLastSystemAdmin, long KeysInOrganization);
