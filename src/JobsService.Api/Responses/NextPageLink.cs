using System.Buffers;
using System.Runtime.CompilerServices;
using JobsService.Application.Paging;
using Microsoft.AspNetCore.WebUtilities;

namespace JobsService.Api.Responses;

/// <summary>The <c>Link</c> header with the address of the next page (RFC 8288).</summary>
internal static class NextPageLink
{
    // What a query can contain (RFC 3986, section 3.4). The web server also accepts others, such as ">", which ends the reference.
    private static readonly SearchValues<char> QueryCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$'()*+,;:@/?%[]"
    );

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

        // Without the intermediate strings of QueryBuilder, because every page has this header.
        var link = new DefaultInterpolatedStringHandler(0, 0, provider: null, stackalloc char[256]);
        link.AppendLiteral("<?");
        foreach (var parameter in new QueryStringEnumerable(context.Request.QueryString.Value))
        {
            if (!Is(parameter, PageParameters.Page) && !Is(parameter, PageParameters.PageToken))
            {
                Append(ref link, parameter.EncodedName.Span);
                link.AppendLiteral("=");
                Append(ref link, parameter.EncodedValue.Span);
                link.AppendLiteral("&");
            }
        }

        link.AppendLiteral(PageParameters.PageToken);
        link.AppendLiteral("=");
        link.AppendLiteral(token);
        link.AppendLiteral(">; rel=\"next\"");
        context.Response.Headers.Link = link.ToStringAndClear();
    }

    private static bool Is(QueryStringEnumerable.EncodedNameValuePair parameter, string name) =>
        parameter.DecodeName().Span.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static void Append(ref DefaultInterpolatedStringHandler link, ReadOnlySpan<char> encoded)
    {
        if (encoded.ContainsAnyExcept(QueryCharacters))
        {
            link.AppendLiteral(Uri.EscapeDataString(Uri.UnescapeDataString(encoded.ToString().Replace('+', ' '))));
        }
        else
        {
            link.AppendFormatted(encoded);
        }
    }
}
