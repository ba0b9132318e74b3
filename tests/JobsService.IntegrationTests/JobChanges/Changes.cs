using System.Net;
using System.Text.Json;
using JobsService.IntegrationTests.Http;

namespace JobsService.IntegrationTests.JobChanges;

/// <summary>A response of <c>GET jobs/changes</c>.</summary>
/// <param name="Ids">The ids of the jobs, in their order.</param>
/// <param name="Text">The whole body.</param>
/// <param name="Root">The parsed body.</param>
internal sealed record Changes(long[] Ids, string Text, JsonElement Root)
{
    public string Deleted => Root.GetProperty("deleted").GetRawText();

    public string Left => Root.GetProperty("left").GetRawText();

    public string NextCursor => Root.GetProperty("next_cursor").GetString()!;

    public bool HasMore => Root.GetProperty("has_more").GetBoolean();

    public static async Task<Changes> Of(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        return new Changes([.. (await Envelope.Of(response)).Ids], text, JsonElement.Parse(text));
    }
}
