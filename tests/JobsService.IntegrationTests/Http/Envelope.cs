using System.Net;
using System.Text.Json;

namespace JobsService.IntegrationTests.Http;

/// <summary>A parsed response, whose keys, their order and OpenAPI schema have been checked.</summary>
internal sealed record Envelope(
    HttpStatusCode Status,
    bool Success,
    JsonElement Data,
    string? ErrorCode,
    string? ErrorMessage
)
{
    private static readonly string[] Keys = ["success", "data", "error_code", "error_message"];
    private static readonly string[] NumberedPageKeys =
    [
        "page",
        "per_page",
        "num_records",
        "num_pages",
        "next_page_token",
    ];
    private static readonly string[] TokenPageKeys = ["page_token", "per_page", "next_page_token"];
    private static readonly string[] ChangesKeys = ["deleted", "left", "next_cursor", "has_more"];

    private JsonElement Root { get; init; }

    public IReadOnlyList<long> Ids => [.. Data.EnumerateArray().Select(row => row.GetProperty("id").GetInt64())];

    /// <summary>The token of the next page; null on the last page. Throws if the response is not a page.</summary>
    public string? NextPageToken => Root.GetProperty("next_page_token").GetString();

    /// <summary>A numeric property that only pages have.</summary>
    public long Number(string key) => Root.GetProperty(key).GetInt64();

    public static async Task<Envelope> Of(HttpResponseMessage response)
    {
        Assert.That(response.Content.Headers.ContentType?.ToString(), Is.EqualTo("application/json; charset=utf-8"));
        var root = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement;
        Assert.That(
            root.EnumerateObject().Select(property => property.Name),
            Is.EqualTo(Keys)
                .Or.EqualTo(Keys.Concat(NumberedPageKeys).ToArray())
                .Or.EqualTo(Keys.Concat(TokenPageKeys).ToArray())
                .Or.EqualTo(Keys.Concat(ChangesKeys).ToArray())
        );
        await DocumentedAnswers.Check(response);
        return new Envelope(
            response.StatusCode,
            root.GetProperty("success").GetBoolean(),
            root.GetProperty("data"),
            root.GetProperty("error_code").GetString(),
            root.GetProperty("error_message").GetString()
        )
        {
            Root = root,
        };
    }
}
