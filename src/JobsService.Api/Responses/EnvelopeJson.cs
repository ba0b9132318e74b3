using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using JobsService.Application.Paging;

namespace JobsService.Api.Responses;

/// <summary>
/// Writes the response envelope, <c>{"success":…,"data":…,"error_code":…,"error_message":…}</c>. No other class writes it.
/// </summary>
internal static class EnvelopeJson
{
    /// <summary>The content type of every response in the envelope.</summary>
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
    /// Writes letters of every script unescaped, but escapes the characters that are special in HTML, in case a client embeds a
    /// response in a page.
    /// </summary>
    public static JsonWriterOptions WriterOptions { get; } =
        new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    /// <summary>Writes the start of the envelope of a list. The rows follow.</summary>
    public static void BeginList(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteBoolean(Success, value: true);
        writer.WriteStartArray(Data);
    }

    /// <summary>Writes the end of the envelope of a list.</summary>
    /// <param name="writer">The writer of the response.</param>
    /// <param name="page">
    /// The position of the page, written after the four keys of every envelope; null for a list without paging.
    /// </param>
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

    /// <summary>Writes a response with one item.</summary>
    /// <param name="context">The request.</param>
    /// <param name="item">The item.</param>
    /// <param name="write">Writes the data.</param>
    /// <param name="writeOthers">Writes properties after the four keys of every envelope; null if there are none.</param>
    public static Task WriteItem<T>(
        HttpContext context,
        T item,
        WriteJson<T> write,
        WriteJson<T>? writeOthers = null
    ) =>
        Send(
            context,
            writer =>
            {
                writer.WriteBoolean(Success, value: true);
                writer.WritePropertyName(Data);
                write(writer, item);
                WriteNoError(writer);
                writeOthers?.Invoke(writer, item);
            }
        );

    /// <summary>Writes an error response. The response must not have started.</summary>
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
