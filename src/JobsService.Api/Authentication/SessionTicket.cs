using System.Globalization;
using System.Security.Claims;
using JobsService.Application.Authentication;

namespace JobsService.Api.Authentication;

/// <summary>The content of a session's cookie: which key it was started with, never its secret.</summary>
internal static class SessionTicket
{
    private const string ApiKeyId = "api_key_id";
    private const string OrganizationId = "organization_id";
    private const string SecretHash = "secret_hash";

    /// <summary>Returns the ticket of a key.</summary>
    public static ClaimsPrincipal Of(SessionKey key)
    {
        Claim[] claims =
        [
            new(ApiKeyId, key.ApiKeyId.ToString(CultureInfo.InvariantCulture)),
            new(OrganizationId, key.OrganizationId.ToString(CultureInfo.InvariantCulture)),
            new(SecretHash, Convert.ToBase64String(key.SecretHash.Span)),
        ];
        return new ClaimsPrincipal(new ClaimsIdentity(claims, SessionServices.SchemeName));
    }

    /// <summary>Returns the key of a ticket, which this service has protected and therefore written.</summary>
    public static SessionKey KeyOf(ClaimsPrincipal ticket) =>
        new(
            long.Parse(ticket.FindFirstValue(ApiKeyId)!, CultureInfo.InvariantCulture),
            long.Parse(ticket.FindFirstValue(OrganizationId)!, CultureInfo.InvariantCulture),
            Convert.FromBase64String(ticket.FindFirstValue(SecretHash)!)
        );
}
