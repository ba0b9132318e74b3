using JobsService.Domain.ApiKeys;

namespace JobsService.Application.ApiKeys;

/// <summary>A key about to be stored.</summary>
/// <param name="OrganizationId">The organization that the key is for.</param>
/// <param name="Role">What the key may see.</param>
/// <param name="Name">What the key is for.</param>
/// <param name="SecretHash">SHA-256 of its secret.</param>
/// <param name="SecretLast4">The last four characters of its secret; null when they are not to be shown.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="OrganizationName">The name to create a missing organization with, or null to create none.</param>
public sealed record NewApiKey(
    long OrganizationId,
    ApiKeyRole Role,
    string Name,
    ReadOnlyMemory<byte> SecretHash,
    string? SecretLast4,
    DateTimeOffset CreatedAt,
    string? OrganizationName
);
