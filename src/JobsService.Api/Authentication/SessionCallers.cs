using JobsService.Application.Authentication;
using JobsService.Application.Scoping;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace JobsService.Api.Authentication;

/// <summary>Finds the caller of a request that has the cookie of a session. A session is accepted for GET only.</summary>
internal sealed class SessionCallers(
    IMediator mediator,
    RequestCaller requestCaller,
    DataProtectionKeyRepository repository,
    IKeyManager keys
)
{
    /// <summary>Whether a request without credentials has a session that its method can use.</summary>
    public static bool CanAuthenticate(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && SessionCookie.IsIn(request);

    /// <summary>Returns the caller; null if the session is invalid, has expired, or its key is no longer valid.</summary>
    /// <exception cref="Application.Availability.DatabaseUnavailableException">The database is unavailable.</exception>
    public async Task<Caller?> Find(HttpContext context)
    {
        var session = await context.AuthenticateAsync(SessionServices.SchemeName);
        if (session.Principal is not { } ticket)
        {
            ThrowIfKeysAreUnavailable();
            return null;
        }

        var key = SessionTicket.KeyOf(ticket);
        var caller = await mediator.Send(new AuthenticateSession(key), context.RequestAborted);
        requestCaller.Session = caller is null ? null : key;
        return caller;
    }

    /// <summary>
    /// Distinguishes an invalid cookie from an unavailable database, both of which ASP.NET Core reports as no session. Without this, a
    /// restart while the database is unavailable would sign everybody out.
    /// </summary>
    private void ThrowIfKeysAreUnavailable()
    {
        if (!repository.WasRead)
        {
            _ = keys.GetAllKeys();
        }
    }
}
