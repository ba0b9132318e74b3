using System.Security.Cryptography;
using System.Text;
using JobsService.Domain.Organizations;

namespace JobsService.Domain.ApiKeys;

/// <summary>
/// A key of the demonstration, which is publicly known. It is accepted in the Development environment and on loopback addresses only.
/// </summary>
public sealed class PublishedKey
{
    private PublishedKey(long organizationId, ApiKeyRole role, string name, string secret)
    {
        OrganizationId = organizationId;
        Role = role;
        Name = name;
        Credentials = $"{organizationId}:{secret}";
        SecretHash = SHA256.HashData(Encoding.ASCII.GetBytes(secret));
        SecretLast4 = secret[^4..];
    }

    /// <summary>The key in the example request of the published API documentation, of a system admin.</summary>
    public static PublishedKey Example { get; } =
        new(
            Organization.SystemOrganizationId,
            ApiKeyRole.SystemAdmin,
            "The published API's example",
            "5e96465c883f3309f0105a2e1076632b687e61d2"
        );

    /// <summary>The key of a customer of the demonstration, organization 2.</summary>
    public static PublishedKey Customer { get; } =
        new(
            2,
            ApiKeyRole.OrganizationAdmin,
            "A customer of the demonstration",
            "de3000000000000000000000000000000000de30"
        );

    /// <summary>All published keys.</summary>
    public static IReadOnlyList<PublishedKey> All { get; } = [Example, Customer];

    /// <summary>The organization that the key belongs to.</summary>
    public long OrganizationId { get; }

    /// <summary>The role of the key.</summary>
    public ApiKeyRole Role { get; }

    /// <summary>The name of the key.</summary>
    public string Name { get; }

    /// <summary>The credentials as <c>ORGANIZATION:SECRET</c>, the format of <c>curl --user</c>.</summary>
    public string Credentials { get; }

    /// <summary>The SHA-256 hash of the secret, as stored in a demonstration database.</summary>
    public ReadOnlyMemory<byte> SecretHash { get; }

    /// <summary>The secret's last four characters.</summary>
    public string SecretLast4 { get; }
}
