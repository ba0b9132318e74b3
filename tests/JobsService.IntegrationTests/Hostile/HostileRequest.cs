using System.Net;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Hostile;

/// <summary>Requests that no well-meaning client sends, and what every one of them must be answered with.</summary>
internal static class HostileRequest
{
    /// <summary>Sends a request; the answer must be no fault of ours, and a whole envelope as documented.</summary>
    /// <returns>The status.</returns>
    public static async Task<HttpStatusCode> SendHostile(this RunningService service, HttpRequestMessage request)
    {
        using var response = await service.Client.SendAsync(request);
        Assert.That((int)response.StatusCode, Is.InRange(200, 499), $"{request}");
        if (response.Content.Headers.ContentLength == 0 && response.StatusCode is HttpStatusCode.BadRequest)
        {
            // What the web server itself refuses before it is a request of the API is a bare 400.
            return response.StatusCode;
        }

        var answer = await Envelope.Of(response);
        Assert.That(answer.Success, Is.EqualTo(response.IsSuccessStatusCode));
        return response.StatusCode;
    }
}
