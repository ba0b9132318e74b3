using System.Globalization;
using System.Security.Claims;
using JobsService.Api.Responses;
using JobsService.Api.Telemetry;
using JobsService.Application.Authentication;
using JobsService.Application.Availability;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace JobsService.Api.Authentication;

/// <summary>The authenticated caller of the current request; null before authentication.</summary>
internal sealed class RequestCaller : ICurrentCaller
{
    public Caller? Caller { get; set; }

    /// <summary>The presented credentials; null if there are none or they are malformed.</summary>
    public PresentedCredentials? Credentials { get; set; }

    /// <summary>The key of the session that the caller has instead of credentials; null if there is none.</summary>
    public SessionKey? Session { get; set; }

    public string RequestId { get; set; } = "";

    /// <summary>What admitted the request; null before admission control.</summary>
    public IListenerAdmission? Admission { get; set; }

    /// <summary>Whether the key of the authenticated caller is still valid.</summary>
    /// <exception cref="Application.Availability.DatabaseUnavailableException">The database is unavailable.</exception>
    public async Task<bool> HasValidKey(ValidApiKeys validKeys) =>
        Session is { } session
            ? await validKeys.Find(session, CancellationToken.None) is not null
            : Credentials is { } credentials
                && await validKeys.Find(credentials, credentials.Secret.Hash(), CancellationToken.None) is not null;
}

/// <summary>
/// Basic authentication with API keys, and with the session of a request that has no credentials. The response is the same for every
/// kind of invalid credentials, so that it reveals nothing about them; <see cref="Responses"/> writes its body.
/// </summary>
/// <remarks>
/// It implements the interface directly: the options, events and forwarding of <c>AuthenticationHandler</c> are not used here.
/// </remarks>
internal sealed class BasicAuthenticationHandler(IMediator mediator, RequestCaller requestCaller, CallerMetrics metrics)
    : IAuthenticationHandler
{
    public const string SchemeName = "Basic";

    /// <summary>The value of <c>X-Requested-With</c> in requests of the dashboard.</summary>
    public const string DashboardMarker = "dashboard";

    private const string RealmChallenge = "Basic realm=\"Jobs API\"";

    // A browser asks for a user name and password when it receives a Basic challenge; the dashboard shows its own form.
    private const string SessionChallenge = "Session realm=\"Jobs API\"";

    private HttpContext _context = null!;
    private TimeSpan? _retryAfter;

    /// <inheritdoc/>
    public Task InitializeAsync(AuthenticationScheme scheme, HttpContext context)
    {
        _context = context;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<AuthenticateResult> AuthenticateAsync()
    {
        // A route that needs no authorization, or no route at all (404), must not cost a database query.
        var needsCaller = _context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is not null;
        if (!needsCaller || await FindCaller() is not { } caller)
        {
            return AuthenticateResult.NoResult();
        }

        requestCaller.Caller = caller;
        requestCaller.RequestId = _context.TraceIdentifier;
        return AuthenticateResult.Success(new AuthenticationTicket(PrincipalOf(caller), SchemeName));
    }

    /// <inheritdoc/>
    public Task ChallengeAsync(AuthenticationProperties? properties)
    {
        if (_retryAfter is { } retryAfter)
        {
            _context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            _context.Response.Headers.RetryAfter = RetryAfter.InSeconds(retryAfter);
        }
        else
        {
            _context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            _context.Response.Headers.WWWAuthenticate = IsOfDashboard(_context.Request)
                ? SessionChallenge
                : RealmChallenge;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ForbidAsync(AuthenticationProperties? properties)
    {
        _context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private async Task<Caller?> FindCaller()
    {
        // A request without credentials is not a failure: the challenge tells the client which scheme to use.
        var authorization = _context.Request.Headers.Authorization;
        if (authorization.Count == 0)
        {
            return await FindCallerOfSession();
        }

        requestCaller.Credentials = BasicCredentials.Parse(authorization);
        var request = new AuthenticateApiKey(
            requestCaller.Credentials,
            ClientNetwork.Of(_context.Connection.RemoteIpAddress)
        );
        var outcome = await mediator.Send(request, _context.RequestAborted);
        _retryAfter = outcome.RetryAfter;
        Count(outcome);
        return outcome.Caller;
    }

    private async Task<Caller?> FindCallerOfSession()
    {
        var hasSession = SessionCallers.CanAuthenticate(_context.Request);

        // Resolved here, because most requests have credentials.
        var caller = hasSession
            ? await _context.RequestServices.GetRequiredService<SessionCallers>().Find(_context)
            : null;
        metrics.Count(
            caller is not null ? AuthenticationResult.Accepted
            : hasSession ? AuthenticationResult.Rejected
            : AuthenticationResult.Missing
        );
        return caller;
    }

    /// <summary>Whether a script of the dashboard sent the request. An event source cannot send a header, but sends the cookie.</summary>
    private static bool IsOfDashboard(HttpRequest request) =>
        request.Headers.XRequestedWith == DashboardMarker
        || (request.Headers.Authorization.Count == 0 && SessionCookie.IsIn(request));

    private void Count(AuthenticationOutcome outcome)
    {
        metrics.Count(
            outcome switch
            {
                { Caller: not null } => AuthenticationResult.Accepted,
                { RetryAfter: not null } => AuthenticationResult.Throttled,
                _ => AuthenticationResult.Rejected,
            }
        );
        if (outcome.RetryAfter is not null)
        {
            metrics.Count(RejectionReason.AuthenticationFailures);
        }
    }

    private static ClaimsPrincipal PrincipalOf(Caller caller)
    {
        Claim[] claims =
        [
            new(ClaimTypes.Name, caller.OrganizationId.ToString(CultureInfo.InvariantCulture)),
            new(ClaimTypes.Role, caller.Role.ToName()),
        ];
        return new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName));
    }
}
