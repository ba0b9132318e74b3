using System.Net;
using System.Security.Cryptography;
using JobsService.Benchmarks.Load;

namespace JobsService.Benchmarks.Suite;

/// <summary>Verifies that the compared programs return identical responses.</summary>
internal static class ResponseComparison
{
    /// <summary>Compares the responses of all URLs.</summary>
    /// <exception cref="InvalidOperationException">The responses differ, or have another number of jobs.</exception>
    public static async Task Check(
        ApiClient client,
        IEnumerable<Uri> urls,
        int jobs,
        CancellationToken cancellationToken
    )
    {
        var first = "";
        foreach (var url in urls)
        {
            var list = await StreamRun.ReadComplete(client, url, cancellationToken);
            using var answer = await client.Get(url, cancellationToken);
            var hash = await HashOf(await answer.Content.ReadAsStreamAsync(cancellationToken), cancellationToken);
            first = first.Length == 0 ? hash : first;
            if (list.Rows != jobs || answer.StatusCode != HttpStatusCode.OK || hash != first)
            {
                throw new InvalidOperationException(
                    $"GET {url} returned {list.Rows} jobs with SHA-256 {hash}; expected {jobs} jobs with SHA-256 {first}."
                );
            }
        }
    }

    /// <summary>Returns the SHA-256 hash of a body in hexadecimal digits.</summary>
    public static async Task<string> HashOf(Stream body, CancellationToken cancellationToken) =>
        Convert.ToHexString(await SHA256.HashDataAsync(body, cancellationToken));
}
