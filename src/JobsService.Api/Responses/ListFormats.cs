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

    // In the order of preference for a client that accepts several equally.
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
    /// <exception cref="NotAcceptableException">The client accepts none of the formats.</exception>
    public static (ListFormat Format, bool HasByteOrderMark) Of(
        HttpRequest request,
        ListParameters parameters,
        RequestProblems problems
    )
    {
        var format = parameters[FormatParameter] switch
        {
            [] => Accepted(request.Headers.Accept),
            ["json"] => ListFormat.Json,
            ["ndjson"] => ListFormat.Ndjson,
            ["csv"] => ListFormat.Csv,
            _ => Problem(FormatParameter, "must be given once, as json, ndjson or csv", ListFormat.Json),
        };
        var hasByteOrderMark = parameters[ByteOrderMarkParameter] switch
        {
            [] or ["false"] => false,
            ["true"] when format == ListFormat.Csv => true,
            ["true"] => Problem(ByteOrderMarkParameter, "applies to CSV only; add format=csv", result: false),
            _ => Problem(ByteOrderMarkParameter, "must be given once, as true or false", result: false),
        };
        return (format, hasByteOrderMark);

        T Problem<T>(string parameter, string expected, T result)
        {
            problems.Add(new ValidationFailure(parameter, $"{parameter} {expected}."));
            return result;
        }
    }

    private static ListFormat Accepted(string? accept)
    {
        // What most clients send.
        if (accept is null or "" or "*/*" or "application/json")
        {
            return ListFormat.Json;
        }

        // A malformed header is ignored, as if it were absent.
        if (!MediaTypeHeaderValue.TryParseList([accept], out var types))
        {
            return ListFormat.Json;
        }

        foreach (var accepted in types.Where(type => type.Quality != 0).OrderByDescending(type => type.Quality ?? 1))
        {
            foreach (var (type, format) in MediaTypes)
            {
                if (type.IsSubsetOf(WithoutQuality(accepted)))
                {
                    return format;
                }
            }
        }

        throw new NotAcceptableException();
    }

    private static MediaTypeHeaderValue WithoutQuality(MediaTypeHeaderValue type) => new(type.MediaType);
}

/// <summary>The client accepts none of the formats of the response.</summary>
internal sealed class NotAcceptableException() : Exception("The client accepts none of the formats.");
