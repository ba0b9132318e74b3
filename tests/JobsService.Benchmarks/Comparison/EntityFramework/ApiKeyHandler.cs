using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using JobsService.Api.Authentication;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace JobsService.Benchmarks.Comparison.EntityFramework;

/// <summary>Basic authentication with API keys, with one query per request.</summary>
internal sealed class ApiKeyHandler(
    JobsContext database,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BasicCredentials.Parse(Request.Headers.Authorization) is not { } credentials)
        {
            return AuthenticateResult.NoResult();
        }

        var secretHash = credentials.Secret.Hash();
        var role = await database
            .ApiKeys.Where(key =>
                key.SecretHash == secretHash
                && key.OrganizationId == credentials.OrganizationId
                && key.Active
                && key.Organization.Active
            )
            .Select(key => key.Role)
            .SingleOrDefaultAsync(Context.RequestAborted);
        if (role is null)
        {
            return AuthenticateResult.Fail("Invalid API key.");
        }

        Claim[] claims =
        [
            new(ClaimTypes.Name, credentials.OrganizationId.ToString(CultureInfo.InvariantCulture)),
            new(ClaimTypes.Role, role),
        ];
        var principal = new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme.Name));
        return AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Basic realm=\"Jobs API\"";
        return base.HandleChallengeAsync(properties);
    }
}
