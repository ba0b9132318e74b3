using JobsService.Application.Paging;
using Microsoft.AspNetCore.Http.Extensions;

namespace JobsService.Api.Responses;

/// <summary>The <c>Link</c> header with the address of the next page (RFC 8288).</summary>
internal static class NextPageLink
{
    /// <summary>Sets the header, unless the list has no paging or the page is the last one.</summary>
    /// <remarks>
    /// The reference consists of the query only, so that it is correct behind a proxy that changes the host, the scheme or the path.
    /// </remarks>
    public static void Set(HttpContext context, PagePosition? page)
    {
        if (page?.NextPageToken is not { } token)
        {
            return;
        }

        var query = new QueryBuilder();
        foreach (var (name, values) in context.Request.Query)
        {
            if (!Is(name, PageParameters.Page) && !Is(name, PageParameters.PageToken))
            {
                query.Add(name, values.Select(value => value ?? ""));
            }
        }

        query.Add(PageParameters.PageToken, token);
        context.Response.Headers.Link = $"<{query}>; rel=\"next\"";
    }

    private static bool Is(string name, string parameter) => name.Equals(parameter, StringComparison.OrdinalIgnoreCase);
}
