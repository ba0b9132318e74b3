using System.Globalization;
using System.Text.Json;
using JobsService.Client.Json;

namespace JobsService.Client.Http;

/// <summary>Creates exceptions from responses.</summary>
internal static class ErrorResponse
{
    /// <summary>The header with the id of a request.</summary>
    public const string RequestIdHeader = "X-Request-Id";

    /// <summary>Reads the exception of a response whose status is not a success.</summary>
    public static async Task<JobsException> Read(
        HttpResponseMessage response,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var status = (int)response.StatusCode;
        if (status is >= 300 and < 400)
        {
            return new JobsException(
                $"The endpoint redirects to {response.Headers.Location}. Use the address of the service itself as the endpoint.",
                status,
                requestId: RequestIdOf(response)
            );
        }

        var error = await ReadEnvelope(response, cancellationToken).ConfigureAwait(false);
        return new JobsException(
            error?.ErrorMessage
                ?? $"The service answered {status.ToString(CultureInfo.InvariantCulture)} {response.ReasonPhrase}".TrimEnd(),
            status,
            error?.ErrorCode,
            RequestIdOf(response),
            RetryAfterOf(response, time)
        );
    }

    /// <summary>Throws if a successful response has another content type than expected.</summary>
    /// <exception cref="JobsException">The content type differs.</exception>
    public static void CheckType(HttpResponseMessage response, string expected)
    {
        var type = response.Content.Headers.ContentType?.MediaType;
        if (!string.Equals(type, expected, StringComparison.OrdinalIgnoreCase))
        {
            throw new JobsException(
                $"The response has the content type {type ?? "(none)"} instead of {expected}. Check that the endpoint is the address of the Jobs API.",
                (int)response.StatusCode,
                requestId: RequestIdOf(response)
            );
        }
    }

    /// <summary>The id of the request; that of the service, or else the one that was sent.</summary>
    public static string? RequestIdOf(HttpResponseMessage response) =>
        First(response.Headers) ?? (response.RequestMessage is { } request ? First(request.Headers) : null);

    private static string? First(System.Net.Http.Headers.HttpHeaders headers) =>
        headers.TryGetValues(RequestIdHeader, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;

    // Seconds or a date (RFC 9110, section 10.2.3). A date in the past is no delay.
    private static TimeSpan? RetryAfterOf(HttpResponseMessage response, TimeProvider time)
    {
        var header = response.Headers.RetryAfter;
        var delay = header?.Delta ?? header?.Date - time.GetUtcNow();
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
    }

    private static async Task<ErrorEnvelope?> ReadEnvelope(
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var body = await ResponseBody.Read(response, cancellationToken).ConfigureAwait(false);
            return JsonSerializer.Deserialize(body.Bytes, ApiJson.Default.ErrorEnvelope);
        }
        catch (Exception exception) when (exception is JsonException or IOException or HttpRequestException)
        {
            // A proxy between the client and the service writes other errors, and the status is enough.
            return null;
        }
    }
}
