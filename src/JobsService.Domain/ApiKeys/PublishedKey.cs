using System.Security.Cryptography;
using System.Text;
using JobsService.Domain.Organizations;

namespace JobsService.Domain.ApiKeys;

/// <summary>
/// The key in the example request of the published API documentation. It is publicly known, so it is accepted in the Development
/// environment and on loopback addresses only.
/// </summary>
public static class PublishedKey
{
    /// <summary>The organization that the example authenticates as.</summary>
    public const long OrganizationId = Organization.SystemOrganizationId;

    private const string Secret = "5e96465c883f3309f0105a2e1076632b687e61d2";

    /// <summary>The example's credentials as <c>ORGANIZATION:SECRET</c>, the format of <c>curl --user</c>.</summary>
    public const string Credentials = "1:" + Secret;

    /// <summary>The secret's last four characters.</summary>
    public static string SecretLast4 => Secret[^4..];

    /// <summary>The SHA-256 hash of the secret, as stored in a demonstration database.</summary>
    public static ReadOnlyMemory<byte> SecretHash { get; } = SHA256.HashData(Encoding.ASCII.GetBytes(Secret));
}
