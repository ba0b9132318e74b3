using System.Net;
using JobsService.Api.Authentication;
using JobsService.IntegrationTests.Service;
using Microsoft.Net.Http.Headers;

namespace JobsService.IntegrationTests.Dashboard;

/// <summary>The requests of a browser that has signed in to the dashboard.</summary>
internal sealed class SignedInClient(HttpClient client, SetCookieHeaderValue cookie)
{
    public const string SignInPath = "/dashboard/sign-in";

    /// <summary>The cookie as the service set it.</summary>
    public SetCookieHeaderValue Cookie { get; } = cookie;

    public static async Task<SignedInClient> SignIn(HttpClient client, string key)
    {
        using var response = await SendSignIn(client, key);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        return new SignedInClient(
            client,
            SetCookieHeaderValue.Parse(response.Headers.GetValues("Set-Cookie").Single())
        );
    }

    public static async Task<HttpResponseMessage> SendSignIn(HttpClient client, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, SignInPath);
        request.Headers.Add(HeaderNames.XRequestedWith, BasicAuthenticationHandler.DashboardMarker);
        request.Headers.Authorization = key is null ? null : RunningService.Basic(key);
        return await client.SendAsync(request);
    }

    /// <summary>Sends a request with the cookie, to this service or to another replica.</summary>
    public async Task<HttpResponseMessage> Send(string path, HttpMethod? method = null, HttpClient? replica = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.Add("Cookie", $"{Cookie.Name}={Cookie.Value}");
        return await (replica ?? client).SendAsync(request);
    }

    public async Task<HttpStatusCode> StatusOf(string path, HttpMethod? method = null, HttpClient? replica = null)
    {
        using var response = await Send(path, method, replica);
        return response.StatusCode;
    }
}
