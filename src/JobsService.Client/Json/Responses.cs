using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using JobsService.Client.Http;

namespace JobsService.Client.Json;

/// <summary>Reads responses in the envelope.</summary>
internal static class Responses
{
    /// <summary>Reads one item.</summary>
    /// <exception cref="JsonException">The response is not an envelope with an item.</exception>
    public static ReadResponse<T> Item<T>(JsonTypeInfo<ItemEnvelope<T>> type)
        where T : class =>
        async (response, cancellationToken) =>
            await Envelope(response, type, cancellationToken).ConfigureAwait(false) is { Success: true, Data: { } data }
                ? data
                : throw NoEnvelope();

    /// <summary>Reads a page.</summary>
    /// <exception cref="JsonException">The response is not an envelope with a list.</exception>
    public static ReadResponse<Page<T>> List<T>(JsonTypeInfo<ListEnvelope<T>> type)
        where T : class =>
        async (response, cancellationToken) =>
            await Envelope(response, type, cancellationToken).ConfigureAwait(false)
                is { Success: true, Data: { } data } envelope
                ? new Page<T>(data, envelope.NextPageToken)
                : throw NoEnvelope();

    /// <summary>Reads changes.</summary>
    /// <exception cref="JsonException">The response is not an envelope with changes.</exception>
    public static async Task<ChangesEnvelope> Changes(
        HttpResponseMessage response,
        CancellationToken cancellationToken
    ) =>
        await Envelope(response, ApiJson.Default.ChangesEnvelope, cancellationToken).ConfigureAwait(false)
            is { Success: true, Data: not null, NextCursor: not null } envelope
            ? envelope
            : throw NoEnvelope();

    private static async Task<T?> Envelope<T>(
        HttpResponseMessage response,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    )
    {
        ErrorResponse.CheckType(response, MediaTypes.Json);
        using var body = await ResponseBody.Read(response, cancellationToken).ConfigureAwait(false);
        return JsonSerializer.Deserialize(body.Bytes, type);
    }

    private static JsonException NoEnvelope() => new("it does not have the keys of the Jobs API.");
}
