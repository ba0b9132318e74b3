using Microsoft.AspNetCore.Authentication.Cookies;

namespace JobsService.Api.Authentication;

/// <summary>
/// The cookie of a session. Under HTTPS its name begins with <c>__Host-</c>, with which a browser accepts it only with <c>Secure</c>,
/// for this host and for all its paths, so that no other host of the domain can set it. A browser refuses this name under HTTP.
/// </summary>
internal sealed class SessionCookie : ICookieManager
{
    /// <summary>The name under HTTP.</summary>
    public const string Name = "jobs-session";

    /// <summary>The name under HTTPS.</summary>
    public const string SecureName = $"__Host-{Name}";

    private readonly ChunkingCookieManager _cookies = new();

    /// <summary>Whether a request has the cookie.</summary>
    public static bool IsIn(HttpRequest request) => request.Cookies.ContainsKey(NameFor(request));

    /// <inheritdoc/>
    public string? GetRequestCookie(HttpContext context, string key) =>
        _cookies.GetRequestCookie(context, NameFor(context.Request));

    /// <inheritdoc/>
    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _cookies.AppendResponseCookie(context, NameFor(context.Request), value, options);

    /// <inheritdoc/>
    public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
        _cookies.DeleteCookie(context, NameFor(context.Request), options);

    private static string NameFor(HttpRequest request) => request.IsHttps ? SecureName : Name;
}
