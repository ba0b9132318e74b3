using System.Globalization;
using System.Security.Claims;
using JobsService.Api.Middleware;
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

    public string RequestId { get; set; } = "";

    /// <summary>What admitted the request; null before admission control.</summary>
    public IListenerAdmission? Admission { get; set; }
}

/// <summary>
/// Basic authentication with API keys. The response is the same for every kind of invalid credentials, so that it reveals
/// nothing about them; <see cref="Responses"/> writes its body.
/// </summary>
/// <remarks>
/// It implements the interface directly: the options, events and forwarding of <c>AuthenticationHandler</c> are not used here. The
/// scheme is added by <c>AddAuthenticationCore</c>, since <c>AddAuthentication</c> also adds data protection and its key files.
/// </remarks>
internal sealed class BasicAuthenticationHandler(IMediator mediator, RequestCaller requestCaller, CallerMetrics metrics)
    : IAuthenticationHandler
{
    public const string SchemeName = "Basic";

    private const string RealmChallenge = "Basic realm=\"Jobs API\"";

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
            _context.Response.Headers.WWWAuthenticate = RealmChallenge;
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
            metrics.Count(AuthenticationResult.Missing);
            return null;
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
