using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using JobsService.Application.Paging;

namespace JobsService.Api.Envelope;

/// <summary>
/// <c>{"success":…,"data":…,"error_code":…,"error_message":…}</c>: the one place that writes it (contract, "Envelope").
/// </summary>
internal static class EnvelopeJson
{
    /// <summary>The media type of every answer.</summary>
    public const string ContentType = "application/json; charset=utf-8";

    private static readonly JsonEncodedText Success = JsonEncodedText.Encode("success");
    private static readonly JsonEncodedText Data = JsonEncodedText.Encode("data");
    private static readonly JsonEncodedText ErrorCode = JsonEncodedText.Encode("error_code");
    private static readonly JsonEncodedText ErrorMessage = JsonEncodedText.Encode("error_message");

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

    /// <summary>Closes the envelope of a list. Where a page stands comes after the four keys that every envelope has.</summary>
    public static void EndList(Utf8JsonWriter writer, PagePosition? page)
    {
        writer.WriteEndArray();
        WriteNoError(writer);
        switch (page)
        {
            case NumberedPage numbered:
                writer.WriteNumber("page", numbered.Page);
                writer.WriteNumber("per_page", numbered.PerPage);
                writer.WriteNumber("num_records", numbered.Records);
                writer.WriteNumber("num_pages", numbered.Pages);
                writer.WriteString("next_page_token", numbered.NextPageToken);
                break;
            case TokenPage byToken:
                writer.WriteString("page_token", byToken.PageToken);
                writer.WriteNumber("per_page", byToken.PerPage);
                writer.WriteString("next_page_token", byToken.NextPageToken);
                break;
        }

        writer.WriteEndObject();
    }

    /// <summary>Answers a request with one thing.</summary>
    public static Task WriteItem<T>(HttpContext context, T item, WriteJson<T> write)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteBoolean(Success, value: true);
            writer.WritePropertyName(Data);
            write(writer, item);
            WriteNoError(writer);
            writer.WriteEndObject();
        }

        return Send(context, body.WrittenMemory);
    }

    /// <summary>Answers a request with an error. Nothing may have been sent yet.</summary>
    public static Task WriteError(HttpContext context, ApiError error)
    {
        context.Response.StatusCode = error.Status;
        if (error.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "5";
        }

        return Send(context, BytesOf(error));
    }

    private static void WriteNoError(Utf8JsonWriter writer)
    {
        writer.WriteNull(ErrorCode);
        writer.WriteNull(ErrorMessage);
    }

    private static Task Send(HttpContext context, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private static ReadOnlyMemory<byte> BytesOf(ApiError error)
    {
        var body = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(body, WriterOptions);
        writer.WriteStartObject();
        writer.WriteBoolean(Success, value: false);
        writer.WriteNull(Data);
        writer.WriteString(ErrorCode, error.Code);
        writer.WriteString(ErrorMessage, error.Message);
        writer.WriteEndObject();
        writer.Flush();
        return body.WrittenMemory;
    }
}
