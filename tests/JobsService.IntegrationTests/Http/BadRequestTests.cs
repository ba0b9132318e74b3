using System.Net;
using System.Text;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Service;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.IntegrationTests.Http;

[OnEveryEngine]
internal sealed class BadRequestTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private const string Unauthorized =
        """{"success":false,"data":null,"error_code":"not_authorized","error_message":"A valid API key is required."}""";

    private static IEnumerable<TestCaseData> BadAuthorizations()
    {
        yield return Case("no_header", _ => null);
        yield return Case("an_empty_header", _ => "");
        yield return Case("only_the_scheme", _ => "Basic");
        yield return Case("only_the_scheme_and_a_space", _ => "Basic ");
        yield return Case("Bearer", key => $"Bearer {Base64(key)}");
        yield return Case("Digest", key => $"Digest {Base64(key)}");
        yield return Case("no_scheme", key => Base64(key));
        yield return Case("no_base64", _ => "Basic not!base64");
        yield return Case("truncated_base64", key => $"Basic {Base64(key)[..^3]}");
        yield return Case("no_colon", key => $"Basic {Base64(key.Replace(":", "", StringComparison.Ordinal))}");
        yield return Case("an_organization_in_words", key => $"Basic {Base64("one" + key[1..])}");
        yield return Case("a_negative_organization", key => $"Basic {Base64("-1" + key[1..])}");
        yield return Case(
            "an_organization_that_overflows",
            key => $"Basic {Base64("99999999999999999999" + key[1..])}"
        );
        yield return Case("another_organization", key => $"Basic {Base64("2" + key[1..])}");
        yield return Case("an_unknown_organization", key => $"Basic {Base64("4711" + key[1..])}");
        yield return Case("a_wrong_secret", _ => $"Basic {Base64("1:" + new string('0', 40))}");
        yield return Case("upper_case_hexadecimal", key => $"Basic {Base64(key.ToUpperInvariant())}");
        yield return Case("a_secret_too_long", key => $"Basic {Base64(key + "0")}");
        yield return Case("a_secret_too_short", key => $"Basic {Base64(key[..^1])}");
        yield return Case("an_extra_colon", key => $"Basic {Base64(key + ":")}");
        yield return Case("an_empty_secret", _ => $"Basic {Base64("1:")}");
        yield return Case("only_a_colon", _ => $"Basic {Base64(":")}");
        yield return Case("sql", _ => $"Basic {Base64("1:' OR 1=1 --")}");
        yield return Case("the_published_key", _ => $"Basic {Base64(Domain.ApiKeys.PublishedKey.Example.Credentials)}");
        yield return Case("20_KB", _ => $"Basic {new string('A', 20_000)}");

        static TestCaseData Case(string name, Func<string, string?> authorizationFor) =>
            new TestCaseData(authorizationFor).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(BadAuthorizations))]
    public async Task Invalid_credentials_always_get_the_same_response(Func<string, string?> authorizationFor)
    {
        // A secret without letters would still be valid in upper case.
        var key = await KeyWithLetters();
        await Database.AddKey(2);
        await using var service = await RunningService.Start(Database);
        foreach (var route in new[] { Routes.All, Routes.Unfinished })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, route);
            request.Headers.TryAddWithoutValidation("Authorization", authorizationFor(key));

            using var response = await service.Client.SendAsync(request);

            await AssertUnauthorized(response);
        }
    }

    [Test]
    public async Task Two_authorization_headers_are_answered_with_401()
    {
        var key = await Database.AddKey(1);
        await using var service = await RunningService.Start(Database);

        var answer = await RawHttp.Send(
            service.Client.BaseAddress!,
            $"GET {Routes.All} HTTP/1.1\r\nHost: x\r\nAuthorization: Basic {Base64(key)}\r\nAuthorization: Basic {Base64(key)}\r\nConnection: close\r\n\r\n"
        );

        Assert.That(answer, Does.StartWith("HTTP/1.1 401").And.EndWith(Unauthorized));
    }

    [TestCase("UPDATE api_keys SET active = @no")]
    [TestCase("UPDATE organizations SET active = @no")]
    public async Task A_deactivated_key_or_organization_is_rejected_within_five_seconds(string deactivate)
    {
        var time = new FakeTimeProvider();
        var key = await Database.AddKey(1);
        await using var service = await RunningService.Start(
            Database,
            configure: builder => builder.Services.AddSingleton<TimeProvider>(time)
        );
        using var before = await service.Get(Routes.All, key);
        await Database.Execute(deactivate, new { no = false });
        time.Advance(TimeSpan.FromSeconds(5));

        using var after = await service.Get(Routes.All, key);

        Assert.That(before.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await AssertUnauthorized(after);
    }

    [Test]
    public async Task A_64_KB_header_is_answered_with_431()
    {
        await using var service = await RunningService.Start(Database);

        using var response = await service.Get(Routes.All, new string('a', 48 * 1024));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.RequestHeaderFieldsTooLarge));
    }

    [TestCase("basic")]
    [TestCase("BASIC")]
    public async Task The_authentication_scheme_is_case_insensitive(string scheme)
    {
        var key = await Database.AddKey(1);
        await using var service = await RunningService.Start(Database);
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.All);
        request.Headers.TryAddWithoutValidation("Authorization", $"{scheme} {Base64(key)}");

        using var response = await service.Client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("/")]
    [TestCase("/ga/api/v2/jobs")]
    [TestCase("/ga/api/v2/jobs/all/more")]
    [TestCase("/ga/api/v2/jobs/al%6C%2F")]
    [TestCase("/favicon.ico")]
    public async Task An_unknown_path_is_not_found(string path)
    {
        await using var service = await RunningService.Start(Database);

        var answer = await Envelope.Of(await service.Get(path));

        Assert.That(
            (answer.Status, answer.Success, answer.ErrorCode),
            Is.EqualTo((HttpStatusCode.NotFound, false, "not_found"))
        );
    }

    [TestCase("POST")]
    [TestCase("PUT")]
    [TestCase("DELETE")]
    [TestCase("PATCH")]
    [TestCase("OPTIONS")]
    [TestCase("NONSENSE")]
    public async Task Methods_other_than_GET_are_not_allowed(string method)
    {
        var key = await Database.AddKey(1);
        await using var service = await RunningService.Start(Database);
        using var request = new HttpRequestMessage(new HttpMethod(method), Routes.All);
        request.Headers.Authorization = RunningService.Basic(key);

        using var response = await service.Client.SendAsync(request);

        var answer = await Envelope.Of(response);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (answer.Status, answer.ErrorCode),
                Is.EqualTo((HttpStatusCode.MethodNotAllowed, "invalid_request"))
            );
            Assert.That(response.Content.Headers.Allow, Is.EqualTo(new[] { "GET" }));
        }
    }

    private async Task<string> KeyWithLetters()
    {
        string key;
        do
        {
            key = await Database.AddKey(1);
        } while (!key.Any(char.IsAsciiLetterLower));

        return key;
    }

    private static async Task AssertUnauthorized(HttpResponseMessage response)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(response.Headers.WwwAuthenticate.ToString(), Is.EqualTo("Basic realm=\"Jobs API\""));
            Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(Unauthorized));
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
