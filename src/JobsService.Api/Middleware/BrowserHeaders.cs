namespace JobsService.Api.Middleware;

/// <summary>What tells a browser not to make more of an answer than it is.</summary>
internal static class BrowserHeaders
{
    // A page that says nothing itself may load nothing, and stand in no other page.
    private const string Nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Adds the headers to an answer that is about to go out.</summary>
    public static void Write(HttpResponse response)
    {
        var headers = response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        switch (response.ContentType)
        {
            case { } type when type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase):
                if (headers.ContentSecurityPolicy.Count == 0)
                {
                    headers.ContentSecurityPolicy = Nothing;
                }

                break;
            case { } type when type.StartsWith("text/javascript", StringComparison.OrdinalIgnoreCase):
                // The page's scripts, which have an ETag and no secret: asked for each time, sent once.
                headers.CacheControl = "no-cache";
                headers.Remove("Pragma");
                headers.Remove("Expires");
                break;
        }
    }
}
