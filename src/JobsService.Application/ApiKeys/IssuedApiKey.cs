using JobsService.Domain.ApiKeys;

namespace JobsService.Application.ApiKeys;

/// <summary>A key that was just given a secret.</summary>
/// <param name="Key">The key as stored.</param>
/// <param name="Secret">Its secret, which can never be had again.</param>
public sealed record IssuedApiKey(ApiKey Key, ApiKeySecret Secret);
