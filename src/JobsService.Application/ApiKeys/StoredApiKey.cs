using JobsService.Domain.ApiKeys;

namespace JobsService.Application.ApiKeys;

/// <summary>A key that is about to change, and what must be known of the others.</summary>
/// <param name="Key">The key.</param>
/// <param name="IsLastSystemAdmin">Whether it is the only active <c>system_admin</c> key that does not expire.</param>
/// <param name="KeysInOrganization">How many keys its organization has.</param>
public sealed record StoredApiKey(ApiKey Key, bool IsLastSystemAdmin, long KeysInOrganization);
