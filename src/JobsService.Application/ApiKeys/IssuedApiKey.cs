using JobsService.Domain.ApiKeys;

namespace JobsService.Application.ApiKeys;

/// <summary>A created or rotated API key with its new secret.</summary>
/// <param name="Key">The key as stored.</param>
/// <param name="Secret">The secret. Only its hash is stored, so it cannot be retrieved later.</param>
public sealed record IssuedApiKey(ApiKey Key, ApiKeySecret Secret);
