using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace JobsService.Client;

/// <summary>An API key: the id of an organization and a secret. Thread-safe.</summary>
public sealed class JobsCredential
{
    private volatile AuthenticationHeaderValue _header;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="organizationId">The id of the organization of the key.</param>
    /// <param name="secret">The secret of the key, 40 hexadecimal digits.</param>
    public JobsCredential(long organizationId, string secret)
    {
        OrganizationId = organizationId;
        _header = Header(organizationId, secret);
    }

    /// <summary>The id of the organization of the key.</summary>
    public long OrganizationId { get; }

    internal AuthenticationHeaderValue HeaderValue => _header;

    /// <summary>Reads a key in the form <c>ORGANIZATION:SECRET</c>, as curl's <c>--user</c> has it.</summary>
    /// <exception cref="FormatException">The text does not have this form. The message does not contain the text.</exception>
    public static JobsCredential Parse(string text)
    {
        return
            Argument.NotNull(text, nameof(text)).Trim().Split(':') is [var organization, { Length: > 0 } secret]
            && long.TryParse(organization, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new JobsCredential(id, secret)
            : throw new FormatException(
                "The key does not have the form ORGANIZATION:SECRET, such as 2:0123456789abcdef0123456789abcdef01234567."
            );
    }

    /// <summary>Replaces the secret, after a rotation of the key. Later requests use the new one, running watches included.</summary>
    /// <param name="secret">The new secret.</param>
    public void Update(string secret) => _header = Header(OrganizationId, secret);

    /// <summary>Returns a text without the secret.</summary>
    public override string ToString() => $"key of organization {OrganizationId.ToString(CultureInfo.InvariantCulture)}";

    private static AuthenticationHeaderValue Header(long organizationId, string secret)
    {
        // A line break in a secret that was read from a file is the most frequent cause of a 401.
        var trimmed = Argument.NotNull(secret, nameof(secret)).Trim();
        var text = $"{organizationId.ToString(CultureInfo.InvariantCulture)}:{trimmed}";
        return new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));
    }
}
