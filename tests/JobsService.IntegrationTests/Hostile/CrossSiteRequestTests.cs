using System.Net;
using System.Net.Mime;
using System.Text;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Hostile;

/// <summary>Changes that a page of another site makes a browser send, with credentials that the browser has stored.</summary>
internal sealed class CrossSiteRequestTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private const string Host = "jobs.example:5080";
    private const string Json = MediaTypeNames.Application.Json;

    private string _key = null!;
    private RunningService _service = null!;

    [SetUp]
    public async Task Start()
    {
        _key = await Database.AddKey(1);
        _service = await RunningService.Start(Database);
    }

    [TearDown]
    public async Task Stop()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }
    }

    [TestCase("cross-site", HttpStatusCode.Forbidden)]
    [TestCase("same-site", HttpStatusCode.Forbidden)]
    [TestCase("same-origin", HttpStatusCode.OK)]
    [TestCase("none", HttpStatusCode.OK)]
    public async Task A_rotation_is_forbidden_if_Sec_Fetch_Site_names_another_site(string site, HttpStatusCode status)
    {
        using var request = Rotation(Json, ("Sec-Fetch-Site", site));

        Assert.That(await StatusOf(request), Is.EqualTo(status));
    }

    [TestCase("http://jobs.example:5080")]
    [TestCase("https://jobs.example:5080")]
    [TestCase("http://JOBS.example:5080")]
    public async Task A_rotation_is_done_if_its_Origin_is_the_host_of_the_request(string origin)
    {
        using var request = Rotation(Json, ("Origin", origin));

        Assert.That(await StatusOf(request), Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("http://evil.example:5080")]
    [TestCase("http://jobs.example:5081")]
    [TestCase("http://jobs.example")]
    [TestCase("http://sub.jobs.example:5080")]
    [TestCase("http://jobs.example:5080.evil.example")]
    [TestCase("http://evil.example/://jobs.example:5080")]
    [TestCase("http://jobs.example:5080/")]
    [TestCase("jobs.example:5080")]
    [TestCase("://jobs.example:5080")]
    [TestCase("null")]
    [TestCase("")]
    [TestCase("http://jobs.example:5080, http://jobs.example:5080")]
    public async Task A_rotation_is_forbidden_if_its_Origin_is_not_the_host_of_the_request(string origin)
    {
        using var request = Rotation(Json, ("Origin", origin));

        Assert.That(await StatusOf(request), Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task A_rotation_with_two_Origin_headers_is_forbidden()
    {
        var answer = await RawHttp.Send(
            _service.Client.BaseAddress!,
            $"POST {Routes.Rotate(1)} HTTP/1.1\r\nHost: {Host}\r\nAuthorization: {RunningService.Basic(_key)}\r\n"
                + $"Content-Type: {Json}\r\nOrigin: http://{Host}\r\nOrigin: http://{Host}\r\nConnection: close\r\n\r\n"
        );

        Assert.That(answer, Does.StartWith("HTTP/1.1 403 "));
    }

    [TestCase("POST", Routes.ApiKeys)]
    [TestCase("PUT", "/ga/api/v2/api_keys/1")]
    [TestCase("DELETE", "/ga/api/v2/api_keys/1")]
    public async Task A_change_with_the_Origin_of_another_site_is_forbidden(string method, string path)
    {
        using var request = Request(new HttpMethod(method), path, Json, "{}", ("Origin", "http://evil.example"));

        Assert.That(await StatusOf(request), Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task A_read_with_the_Origin_of_another_site_is_answered_without_CORS_headers()
    {
        using var request = Request(HttpMethod.Get, Routes.ApiKeys, null, null, ("Origin", "http://evil.example"));

        Assert.That(await StatusOf(request), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_rotation_without_a_body_is_answered_with_415_if_a_form_could_send_it(
        [Values("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain")] string type,
        [Values("", "x=y")] string body
    )
    {
        using var request = Request(HttpMethod.Post, Routes.Rotate(1), type, body);

        Assert.That(await StatusOf(request), Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
    }

    [TestCase("Origin", "http://jobs.example:5080")]
    [TestCase("Sec-Fetch-Site", "same-origin")]
    [TestCase("Sec-Fetch-Mode", "cors")]
    [TestCase("Sec-Fetch-Dest", "empty")]
    [TestCase("Sec-Fetch-User", "?1")]
    public async Task A_rotation_that_a_browser_sends_is_answered_with_415_without_a_JSON_content_type(
        string header,
        string value
    )
    {
        using var bare = Rotation(contentType: null, (header, value));
        using var json = Rotation(Json, (header, value));

        Assert.That(await StatusOf(bare), Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
        Assert.That(await StatusOf(json), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_revocation_that_a_browser_sends_from_this_host_needs_no_content_type()
    {
        await Database.AddKey(1);
        using var request = Request(HttpMethod.Delete, Routes.ApiKey(2), null, null, ("Origin", $"http://{Host}"));

        Assert.That(await StatusOf(request), Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase(null)]
    [TestCase("application/octet-stream")]
    [TestCase("text/plain; x=\"application/json\"")]
    public async Task A_rotation_with_a_body_is_answered_with_415_without_a_JSON_content_type(string? type)
    {
        using var request = Request(HttpMethod.Post, Routes.Rotate(1), type, "{\"api_key\":{}}");

        Assert.That(await StatusOf(request), Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
    }

    [Test]
    public async Task A_rotation_without_a_body_and_without_headers_of_browsers_is_done()
    {
        using var request = Rotation(contentType: null);

        Assert.That(await StatusOf(request), Is.EqualTo(HttpStatusCode.OK));
    }

    private static HttpRequestMessage Rotation(string? contentType, params (string Name, string Value)[] headers) =>
        Request(HttpMethod.Post, Routes.Rotate(1), contentType, contentType is null ? null : "", headers);

    private static HttpRequestMessage Request(
        HttpMethod method,
        string path,
        string? contentType,
        string? body,
        params (string Name, string Value)[] headers
    )
    {
        var request = new HttpRequestMessage(method, path) { Headers = { Host = Host } };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (contentType is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            }
        }

        return request;
    }

    private async Task<HttpStatusCode> StatusOf(HttpRequestMessage request)
    {
        request.Headers.Authorization = RunningService.Basic(_key);
        using var response = await _service.Client.SendAsync(request);
        return (await Envelope.Of(response)).Status;
    }
}
