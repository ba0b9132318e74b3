using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Replicas;

/// <summary>Clients that send requests continuously: some poll, one reads all pages repeatedly, one creates API keys.</summary>
internal sealed class ReplicaLoad(HttpClient client, string key, int jobs)
{
    private const int Pollers = 3;

    private readonly ConcurrentQueue<string> _failures = new();
    private int _requests;

    /// <summary>The failures, one sentence each.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>The number of successful requests.</summary>
    public int Requests => _requests;

    /// <summary>How many times all pages have been read.</summary>
    public int CompleteListings { get; private set; }

    public Task Run(CancellationToken stop)
    {
        var pollers = Enumerable.Range(0, Pollers).Select(_ => Task.Run(() => Poll(stop), CancellationToken.None));
        var reader = Task.Run(() => ReadAllPages(stop), CancellationToken.None);
        var creator = Task.Run(() => CreateKeys(stop), CancellationToken.None);
        return Task.WhenAll([.. pollers, reader, creator]);
    }

    private async Task Poll(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Send(HttpMethod.Get, $"{Routes.Unfinished}?page_token=&per_page=10");
        }
    }

    private async Task ReadAllPages(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            List<long> ids = [];
            string? token = "";
            while (token is not null)
            {
                if (await Send(HttpMethod.Get, $"{Routes.All}?page_token={token}&per_page=7") is not { } page)
                {
                    return;
                }

                ids.AddRange(page.Ids);
                token = page.NextPageToken;
            }

            CompleteListings++;
            if (!ids.SequenceEqual(Enumerable.Range(1, jobs).Select(id => (long)id)))
            {
                _failures.Enqueue($"The pages contained {ids.Count} jobs, {ids.Distinct().Count()} of them distinct.");
            }
        }
    }

    private async Task CreateKeys(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Send(HttpMethod.Post, Routes.ApiKeys);

            // Polls between two keys, because an organization has a maximum of a thousand.
            for (var poll = 0; poll < 20; poll++)
            {
                await Send(HttpMethod.Get, $"{Routes.Unfinished}?page_token=&per_page=1");
            }
        }
    }

    private async Task<Envelope?> Send(HttpMethod method, string path)
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
