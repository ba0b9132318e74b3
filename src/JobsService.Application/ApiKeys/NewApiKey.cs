using JobsService.Domain.ApiKeys;

namespace JobsService.Application.ApiKeys;

/// <summary>An API key to insert.</summary>
/// <param name="OrganizationId">The id of the organization that owns the key.</param>
/// <param name="Role">The role of the key.</param>
/// <param name="Name">A display name.</param>
/// <param name="SecretHash">The SHA-256 hash of the secret.</param>
/// <param name="SecretLast4">The last four characters of the secret; null to not show them.</param>
/// <param name="CreatedAt">The creation time in UTC.</param>
/// <param name="OrganizationName">
/// If the organization does not exist, it is created with this name; null to not create it.
/// </param>
public sealed record NewApiKey(
    long OrganizationId,
    ApiKeyRole Role,
    string Name,
    ReadOnlyMemory<byte> SecretHash,
    string? SecretLast4,
    DateTimeOffset CreatedAt,
    string? OrganizationName
);
