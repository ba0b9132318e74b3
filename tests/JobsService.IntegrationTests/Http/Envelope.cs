using System.Net;
using System.Text.Json;

namespace JobsService.IntegrationTests.Http;

/// <summary>An answer, taken apart after its shape was checked: the four keys, in their order.</summary>
internal sealed record Envelope(
    HttpStatusCode Status,
    bool Success,
    JsonElement Data,
    string? ErrorCode,
    string? ErrorMessage
)
{
    private static readonly string[] Keys = ["success", "data", "error_code", "error_message"];

    public IReadOnlyList<long> Ids => [.. Data.EnumerateArray().Select(row => row.GetProperty("id").GetInt64())];

    public static async Task<Envelope> Of(HttpResponseMessage response)
    {
        Assert.That(response.Content.Headers.ContentType?.ToString(), Is.EqualTo("application/json; charset=utf-8"));
        var root = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement;
        Assert.That(root.EnumerateObject().Select(property => property.Name), Is.EqualTo(Keys));
        return new Envelope(
            response.StatusCode,
            root.GetProperty("success").GetBoolean(),
            root.GetProperty("data"),
            root.GetProperty("error_code").GetString(),
            root.GetProperty("error_message").GetString()
        );
    }
}
