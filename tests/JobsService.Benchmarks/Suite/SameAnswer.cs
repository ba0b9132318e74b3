using System.Net;
using System.Security.Cryptography;
using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary>Makes sure that programs that are compared do the same work.</summary>
internal static class SameAnswer
{
    /// <summary>Reads a list from each of them.</summary>
    /// <exception cref="InvalidOperationException">They differ in a byte, or in the number of jobs.</exception>
    public static async Task Check(
        KeyedClient client,
        IEnumerable<Uri> urls,
        int jobs,
        CancellationToken cancellationToken
    )
    {
        var first = "";
        foreach (var url in urls)
        {
            var list = await StreamRun.ReadWhole(client, url, cancellationToken);
            using var answer = await client.Get(url, cancellationToken);
            var hash = await HashOf(await answer.Content.ReadAsStreamAsync(cancellationToken), cancellationToken);
            first = first.Length == 0 ? hash : first;
            if (list.Rows != jobs || answer.StatusCode != HttpStatusCode.OK || hash != first)
            {
                throw new InvalidOperationException($"{url} gives another answer: {list.Rows} jobs, hash {hash}.");
            }
        }
    }

    /// <summary>What two equal answers have in common.</summary>
    public static async Task<string> HashOf(Stream body, CancellationToken cancellationToken) =>
        Convert.ToHexString(await SHA256.HashDataAsync(body, cancellationToken));
}
