using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary>Walks through a list by page tokens.</summary>
internal static class KeysetWalk
{
    // A token is valid for pages of any size, so a deep page is reached in steps of the largest size.
    private const int Stride = 2000;

    /// <summary>Returns the token of the page that begins after the given number of rows.</summary>
    /// <param name="client">The client.</param>
    /// <param name="list">The URL of the list, with a query without parameters of pages.</param>
    /// <param name="rows">The number of rows before the page.</param>
    /// <param name="cancellationToken">Cancels the walk.</param>
    /// <exception cref="InvalidOperationException">The list does not have more rows than that.</exception>
    public static async Task<string> TokenAfter(
        ApiClient client,
        Uri list,
        int rows,
        CancellationToken cancellationToken
    )
    {
        var token = "";
        for (var left = rows; left > 0; left -= Stride)
        {
            var page = string.Create(
                CultureInfo.InvariantCulture,
                $"{list}&page_token={token}&per_page={Math.Min(left, Stride)}"
            );
            using var answer = await client.Get(new Uri(page), cancellationToken);
            var envelope = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            token =
                envelope.GetProperty("next_page_token").GetString()
                ?? throw new InvalidOperationException($"The list has no page after {rows:N0} rows.");
        }

        return token;
    }
}
