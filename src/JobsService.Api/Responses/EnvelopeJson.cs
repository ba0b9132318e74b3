using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using JobsService.Application.Paging;

namespace JobsService.Api.Responses;

/// <summary>
/// <c>{"success":…,"data":…,"error_code":…,"error_message":…}</c>: writes the envelope of every response.
/// </summary>
internal static class EnvelopeJson
{
    /// <summary>The media type of every answer.</summary>
    public const string ContentType = "application/json; charset=utf-8";

    private static readonly JsonEncodedText Success = JsonEncodedText.Encode("success");
    private static readonly JsonEncodedText Data = JsonEncodedText.Encode("data");
    private static readonly JsonEncodedText ErrorCode = JsonEncodedText.Encode("error_code");
    private static readonly JsonEncodedText ErrorMessage = JsonEncodedText.Encode("error_message");
    private static readonly JsonEncodedText Page = JsonEncodedText.Encode("page");
    private static readonly JsonEncodedText PerPage = JsonEncodedText.Encode("per_page");
    private static readonly JsonEncodedText NumRecords = JsonEncodedText.Encode("num_records");
    private static readonly JsonEncodedText NumPages = JsonEncodedText.Encode("num_pages");
    private static readonly JsonEncodedText PageToken = JsonEncodedText.Encode("page_token");
    private static readonly JsonEncodedText NextPageToken = JsonEncodedText.Encode("next_page_token");

    /// <summary>
    /// How texts are written: letters of every script as they are, and what HTML gives a meaning escaped, should a client
    /// ever put an answer into a page.
    /// </summary>
    public static JsonWriterOptions WriterOptions { get; } =
        new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    /// <summary>Opens the envelope of a list; rows follow.</summary>
    public static void BeginList(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteBoolean(Success, value: true);
        writer.WriteStartArray(Data);
    }

    /// <summary>Closes the envelope of a list.</summary>
    /// <param name="writer">Writes.</param>
    /// <param name="page">Where a page stands, after the four keys that every envelope has; null for a whole list.</param>
    public static void EndList(Utf8JsonWriter writer, PagePosition? page)
    {
        writer.WriteEndArray();
        WriteNoError(writer);
        switch (page)
        {
            case NumberedPage numbered:
                writer.WriteNumber(Page, numbered.Page);
                writer.WriteNumber(PerPage, numbered.PerPage);
                writer.WriteNumber(NumRecords, numbered.Records);
                writer.WriteNumber(NumPages, numbered.Pages);
                writer.WriteString(NextPageToken, numbered.NextPageToken);
                break;
            case TokenPage byToken:
                writer.WriteString(PageToken, byToken.PageToken);
                writer.WriteNumber(PerPage, byToken.PerPage);
                writer.WriteString(NextPageToken, byToken.NextPageToken);
                break;
        }

        writer.WriteEndObject();
    }

    /// <summary>Answers a request with one thing.</summary>
    public static Task WriteItem<T>(HttpContext context, T item, WriteJson<T> write) =>
        Send(
            context,
            writer =>
            {
                writer.WriteBoolean(Success, value: true);
                writer.WritePropertyName(Data);
                write(writer, item);
                WriteNoError(writer);
            }
        );

    /// <summary>Answers a request with an error. Nothing may have been sent yet.</summary>
    public static Task WriteError(HttpContext context, ApiError error)
    {
        context.Response.StatusCode = error.Status;
        if (error.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "5";
        }

        return Send(
            context,
            writer =>
            {
                writer.WriteBoolean(Success, value: false);
                writer.WriteNull(Data);
                writer.WriteString(ErrorCode, error.Code);
                writer.WriteString(ErrorMessage, error.Message);
            }
        );
    }

    private static void WriteNoError(Utf8JsonWriter writer)
    {
        writer.WriteNull(ErrorCode);
        writer.WriteNull(ErrorMessage);
    }

    private static Task Send(HttpContext context, Action<Utf8JsonWriter> writeProperties)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, WriterOptions))
        {
            writer.WriteStartObject();
            writeProperties(writer);
            writer.WriteEndObject();
        }

        context.Response.ContentType = ContentType;
        context.Response.ContentLength = body.WrittenCount;
        return context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted).AsTask();
    }
}
