using System.Net;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Hostile;

/// <summary>Sends requests that no well-behaved client sends, and checks what holds for every response.</summary>
internal static class HostileRequest
{
    /// <summary>Sends a request. The response must not be a server error, and must be a whole, documented envelope.</summary>
    /// <returns>The status.</returns>
    public static async Task<HttpStatusCode> SendHostile(this RunningService service, HttpRequestMessage request)
    {
        using var response = await service.Client.SendAsync(request);
        Assert.That((int)response.StatusCode, Is.InRange(200, 499), $"{request}");
        if (response.Content.Headers.ContentLength == 0 && response.StatusCode is HttpStatusCode.BadRequest)
        {
            // The web server answers some malformed requests with an empty 400 before they reach the API.
            return response.StatusCode;
        }

        var answer = await Envelope.Of(response);
        Assert.That(answer.Success, Is.EqualTo(response.IsSuccessStatusCode));
        return response.StatusCode;
    }
}
