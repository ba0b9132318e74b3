namespace JobsService.Api.Middleware;

/// <summary>Adds security headers for browsers: no content sniffing, no referrer, a content security policy for HTML.</summary>
internal static class BrowserHeaders
{
    // The default policy for a page that sets none: it may not load anything or be framed.
    private const string DenyAll = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Adds the headers to a response that has not started.</summary>
    public static void Write(HttpResponse response)
    {
        var headers = response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        var isPage = response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) ?? false;
        if (isPage && headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = DenyAll;
        }
    }
}
