using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.JobChanges;

/// <summary>A client's copy of the jobs of one organization, with filters: the JSON of each job by its id.</summary>
/// <param name="organization">The organization.</param>
/// <param name="key">The key of a system admin.</param>
/// <param name="filter">The filters as a query string; empty for none.</param>
internal sealed class JobCopy(long organization, string key, string filter)
{
    private string _cursor = "";

    /// <summary>The copied jobs.</summary>
    public SortedDictionary<long, string> Jobs { get; } = [];

    /// <summary>Whether the next response or stream begins with a new list.</summary>
    public bool MustList { get; set; } = true;

    /// <summary>Reads the list, from which the copy begins.</summary>
    public async Task<SortedDictionary<long, string>> List(HttpClient client)
    {
        using var response = await Get(client, "all", "");
        var list = await Envelope.Of(response);
        return new SortedDictionary<long, string>(
            list.Data.EnumerateArray().ToDictionary(IdOf, job => job.GetRawText())
        );
    }

    /// <summary>Requests changes once and applies them.</summary>
    /// <returns>Whether there was a change.</returns>
    public async Task<bool> Follow(HttpClient client, string parameters = "")
    {
        if (MustList)
        {
            using var present = await Get(client, "changes", "cursor=");
            _cursor = CursorOf(await Root(present));
            Replace(await List(client));
            MustList = false;
        }

        using var response = await Get(client, "changes", $"cursor={_cursor}&{parameters}");
        var root = await Root(response);
        foreach (var job in root.GetProperty("data").EnumerateArray())
        {
            Jobs[IdOf(job)] = job.GetRawText();
        }

        foreach (
            var id in root.GetProperty("deleted").EnumerateArray().Concat(root.GetProperty("left").EnumerateArray())
        )
        {
            Jobs.Remove(id.GetInt64());
        }

        _cursor = CursorOf(root);
        return root.GetProperty("data").GetArrayLength() > 0 || root.GetProperty("has_more").GetBoolean();
    }

    /// <summary>Reads a stream of events and applies them.</summary>
    /// <param name="client">The client.</param>
    /// <param name="stopAfter">Called after each event; returns whether to disconnect.</param>
    public async Task Watch(HttpClient client, Func<SseItem<string>, Task<bool>> stopAfter)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, PathOf("events", ""));
        request.Options.Set(FirstEventHandler.WholeStream, value: true);
        request.Headers.Authorization = RunningService.Basic(key);
        if (_cursor.Length > 0 && !MustList)
        {
            request.Headers.Add("Last-Event-ID", _cursor);
        }

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK).Or.EqualTo(HttpStatusCode.ServiceUnavailable));
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return;
        }

        await using var stream = await response.Content.ReadAsStreamAsync();
        await foreach (var item in SseParser.Create(stream).EnumerateAsync())
        {
            await Apply(item, client);
            if (await stopAfter(item))
            {
                return;
            }
        }
    }

    private async Task Apply(SseItem<string> item, HttpClient client)
    {
        using var data = JsonDocument.Parse(item.Data);
        switch (item.EventType)
        {
            case "ready" when MustList:
                Replace(await List(client));
                MustList = false;
                break;
            case "job":
                Jobs[IdOf(data.RootElement)] = item.Data;
                break;
            case "deleted" or "left":
                Jobs.Remove(IdOf(data.RootElement));
                break;
            case "reset":
                MustList = true;
                break;
        }

        _cursor = item.EventId!;
    }

    private void Replace(SortedDictionary<long, string> jobs)
    {
        Jobs.Clear();
        foreach (var (id, job) in jobs)
        {
            Jobs.Add(id, job);
        }
    }

    private async Task<HttpResponseMessage> Get(HttpClient client, string what, string parameters)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, PathOf(what, parameters));
        request.Headers.Authorization = RunningService.Basic(key);
        var response = await client.SendAsync(request);
        return response.StatusCode == HttpStatusCode.ServiceUnavailable
            ? throw new HttpRequestException("The service stops.")
            : response;
    }

    private string PathOf(string what, string parameters) =>
        $"/ga/api/v2/organizations/{organization}/jobs/{what}?{filter}&{parameters}".Replace(
            "?&",
            "?",
            StringComparison.Ordinal
        );

    private static async Task<JsonElement> Root(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static string CursorOf(JsonElement root) => root.GetProperty("next_cursor").GetString()!;

    private static long IdOf(JsonElement job) => job.GetProperty("id").GetInt64();
}
