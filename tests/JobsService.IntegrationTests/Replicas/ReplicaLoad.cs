using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Replicas;

/// <summary>Clients that ask all the time: some poll, one walks over pages again and again, one makes keys.</summary>
internal sealed class ReplicaLoad(HttpClient client, string key, int jobs)
{
    private const int Pollers = 3;

    private readonly ConcurrentQueue<string> _failures = new();
    private int _requests;

    /// <summary>What went wrong, a sentence each.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>The requests that were answered as they should be.</summary>
    public int Requests => _requests;

    /// <summary>The walks that came to their end.</summary>
    public int Walks { get; private set; }

    public Task Run(CancellationToken stop)
    {
        var pollers = Enumerable.Range(0, Pollers).Select(_ => Task.Run(() => Poll(stop), CancellationToken.None));
        var walker = Task.Run(() => Walk(stop), CancellationToken.None);
        var maker = Task.Run(() => MakeKeys(stop), CancellationToken.None);
        return Task.WhenAll([.. pollers, walker, maker]);
    }

    private async Task Poll(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Ask(HttpMethod.Get, $"{Routes.Unfinished}?page_token=&per_page=10");
        }
    }

    private async Task Walk(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            List<long> ids = [];
            string? token = "";
            while (token is not null)
            {
                if (await Ask(HttpMethod.Get, $"{Routes.All}?page_token={token}&per_page=7") is not { } page)
                {
                    return;
                }

                ids.AddRange(page.Ids);
                token = page.NextPageToken;
            }

            Walks++;
            if (!ids.SequenceEqual(Enumerable.Range(1, jobs).Select(id => (long)id)))
            {
                _failures.Enqueue($"A walk came to {ids.Count} jobs, {ids.Distinct().Count()} of them different.");
            }
        }
    }

    private async Task MakeKeys(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Ask(HttpMethod.Post, Routes.ApiKeys);

            // Between two keys it polls, as there is room for a thousand.
            for (var poll = 0; poll < 20; poll++)
            {
                await Ask(HttpMethod.Get, $"{Routes.Unfinished}?page_token=&per_page=1");
            }
        }
    }

    private async Task<Envelope?> Ask(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = RunningService.Basic(key);
        request.Content =
            method == HttpMethod.Post ? JsonContent.Create(new { api_key = new { name = "made meanwhile" } }) : null;
        try
        {
            using var response = await client.SendAsync(request);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                Interlocked.Increment(ref _requests);
                return await Envelope.Of(response);
            }

            _failures.Enqueue($"{method} {path}: {response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        }
        catch (HttpRequestException exception)
        {
            _failures.Enqueue($"{method} {path}: {exception.Message}");
        }

        return null;
    }
}
