using FluentValidation.Results;
using JobsService.Application.Filtering;
using JobsService.Application.Validation;
using Microsoft.Net.Http.Headers;

namespace JobsService.Api.Responses;

/// <summary>A format of a list.</summary>
internal enum ListFormat
{
    /// <summary>The response envelope.</summary>
    Json,

    /// <summary>One JSON object on each line.</summary>
    Ndjson,

    /// <summary>Comma-separated values.</summary>
    Csv,
}

/// <summary>
/// Selects the format of a list: by the parameter <c>format</c>, or else by the <c>Accept</c> header (RFC 9110, section 12.5.1).
/// </summary>
internal static class ListFormats
{
    /// <summary>The media type of NDJSON.</summary>
    public const string Ndjson = "application/x-ndjson";

    /// <summary>The media type of CSV.</summary>
    public const string Csv = "text/csv";

    /// <summary>The content type of CSV (RFC 7111).</summary>
    public const string CsvContentType = $"{Csv}; charset=utf-8; header=present";

    /// <summary>The parameter with the name of the format.</summary>
    public const string FormatParameter = "format";

    /// <summary>The parameter that adds a byte order mark to CSV.</summary>
    public const string ByteOrderMarkParameter = "bom";

    /// <summary>The parameters of a list that has these formats.</summary>
    public static IReadOnlyList<QueryParameter> Parameters { get; } =
    [new QueryParameter(FormatParameter), new QueryParameter(ByteOrderMarkParameter)];

    /// <summary>The values of <see cref="FormatParameter"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["json", "ndjson", "csv"];

    private static readonly (MediaTypeHeaderValue Type, ListFormat Format)[] MediaTypes =
    [
        (new("application/json"), ListFormat.Json),
        (new(Ndjson), ListFormat.Ndjson),
        (new(Csv), ListFormat.Csv),
    ];

    /// <summary>Returns the format of a request, and whether CSV has a byte order mark.</summary>
    /// <param name="request">The request.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="problems">Receives the problems of the two parameters.</param>
    /// <returns>The format is null if the client accepts none of them, or if the parameter is invalid.</returns>
    public static (ListFormat? Format, bool HasByteOrderMark) Of(
        HttpRequest request,
        ListParameters parameters,
        RequestProblems problems
    )
    {
        var format = parameters[FormatParameter] switch
        {
            [] => Accepted(request.Headers.Accept),
            [{ } name] when Named(name) is { } named => named,
            _ => Problem<ListFormat?>(FormatParameter, "must be given once, as json, ndjson or csv", null),
        };
        var hasByteOrderMark = parameters[ByteOrderMarkParameter] switch
        {
            [] => false,
            [{ } text] when Is(text, "false") => false,
            [{ } text] when Is(text, "true") && format is ListFormat.Csv or null => true,
            [{ } text] when Is(text, "true") => Problem(
                ByteOrderMarkParameter,
                "applies to CSV only; add format=csv",
                false
            ),
            _ => Problem(ByteOrderMarkParameter, "must be given once, as true or false", false),
        };
        return (format, hasByteOrderMark);

        T Problem<T>(string parameter, string expected, T result)
        {
            problems.Add(new ValidationFailure(parameter, $"{parameter} {expected}."));
            return result;
        }
    }

    private static ListFormat? Named(string name)
    {
        for (var index = 0; index < Names.Count; index++)
        {
            if (Is(name, Names[index]))
            {
                return MediaTypes[index].Format;
            }
        }

        return null;
    }

    private static bool Is(string text, string value) => text.Equals(value, StringComparison.OrdinalIgnoreCase);

    private static ListFormat? Accepted(string? accept)
    {
        // What most clients send.
        if (accept is null or "" or "*/*" or "application/json")
        {
            return ListFormat.Json;
        }

        // A malformed header is ignored, as if it were absent.
        if (!MediaTypeHeaderValue.TryParseList([accept], out var ranges))
        {
            return ListFormat.Json;
        }

        // The quality of a format is that of the most specific range that includes it. Of several formats with the same quality, the
        // one that the client names more exactly wins, then the one that it names first.
        return MediaTypes
            .Select(candidate => (candidate.Format, Range: MostSpecific(candidate.Type, ranges)))
            .Where(candidate => candidate.Range is { Quality: not 0 })
            .OrderByDescending(candidate => candidate.Range!.Quality ?? 1)
            .ThenBy(candidate => Breadth(candidate.Range!))
            .ThenBy(candidate => ranges.IndexOf(candidate.Range!))
            .Select(candidate => (ListFormat?)candidate.Format)
            .FirstOrDefault();
    }

    private static MediaTypeHeaderValue? MostSpecific(
        MediaTypeHeaderValue type,
        IEnumerable<MediaTypeHeaderValue> ranges
    ) => ranges.Where(range => type.IsSubsetOf(new MediaTypeHeaderValue(range.MediaType))).MinBy(Breadth);

    private static int Breadth(MediaTypeHeaderValue range) =>
        range switch
        {
            { MatchesAllTypes: true } => 2,
            { MatchesAllSubTypes: true } => 1,
            _ => 0,
        };
}

/// <summary>The client accepts none of the formats of the response.</summary>
internal sealed class NotAcceptableException() : Exception("The client accepts none of the formats.");
