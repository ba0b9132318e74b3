using System.Security.Cryptography;
using System.Text;
using JobsService.Domain.Organizations;

namespace JobsService.Domain.ApiKeys;

/// <summary>
/// The key in the published API's own example request. Everybody knows it, so it is good for a demonstration on a
/// developer's machine and for nothing else.
/// </summary>
public static class PublishedKey
{
    /// <summary>The organization that the example authenticates as.</summary>
    public const long OrganizationId = Organization.SystemOrganizationId;

    private const string Secret = "5e96465c883f3309f0105a2e1076632b687e61d2";

    /// <summary>The example's credentials, <c>ORGANIZATION:SECRET</c>, as <c>curl --user</c> takes them.</summary>
    public const string Credentials = "1:" + Secret;

    /// <summary>The secret's last four characters.</summary>
    public static string SecretLast4 => Secret[^4..];

    /// <summary>What is stored of the secret in the database of a demonstration.</summary>
    public static ReadOnlyMemory<byte> SecretHash { get; } = SHA256.HashData(Encoding.ASCII.GetBytes(Secret));
}
