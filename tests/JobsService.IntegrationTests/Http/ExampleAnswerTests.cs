using System.Globalization;
using System.Net;
using JobsService.Application.Jobs;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Faults;
using JobsService.IntegrationTests.Service;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Http;

/// <summary>The example response of the published API, and the headers and values of other responses.</summary>
[OnEveryEngine]
internal sealed class ExampleAnswerTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    [TestCase(Routes.All)]
    [TestCase(Routes.Unfinished)]
    public async Task The_response_equals_the_published_example_byte_for_byte(string route)
    {
        var key = await Database.AddKey(1);
        await PublishedExample.Insert(Database);
        await using var service = await RunningService.Start(Database);

        using var response = await service.Get(route, key);

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(PublishedExample.Answer));
    }

    [TestCase("GET", Routes.All, true, HttpStatusCode.OK)]
    [TestCase("GET", Routes.All, false, HttpStatusCode.Unauthorized)]
    [TestCase("GET", "/unknown", true, HttpStatusCode.NotFound)]
    [TestCase("POST", Routes.All, true, HttpStatusCode.MethodNotAllowed)]
    [TestCase("GET", Routes.Unfinished, true, HttpStatusCode.InternalServerError)]
    [TestCase("GET", Routes.Unfinished, true, HttpStatusCode.ServiceUnavailable)]
    public async Task Every_response_has_the_published_headers(
        string method,
        string path,
        bool withKey,
        HttpStatusCode status
    )
    {
        var key = await Database.AddKey(1);
        await using var service = await RunningService.Start(
            Database,
            configure: builder =>
            {
                if (status >= HttpStatusCode.InternalServerError)
                {
                    builder.Services.AddSingleton(BrokenJobRepository.With(status));
                }
            }
        );
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Authorization = withKey ? RunningService.Basic(key) : null;

        using var response = await service.Client.SendAsync(request);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Header(response, "Cache-Control"),
                Is.EqualTo("no-cache, no-store, max-age=0, must-revalidate")
            );
            Assert.That(Header(response, "Pragma"), Is.EqualTo("no-cache"));
            Assert.That(Header(response, "Expires"), Is.EqualTo("Fri, 01 Jan 1990 00:00:00 GMT"));
            Assert.That(Header(response, "Content-Type"), Is.EqualTo("application/json; charset=utf-8"));
            Assert.That(Header(response, "X-UA-Compatible"), Is.EqualTo("IE=Edge"));
            Assert.That(Header(response, "X-Request-Id"), Does.Match("^[0-9a-f]{32}$"));
            Assert.That(Header(response, "X-Runtime"), Does.Match(@"^\d+\.\d{6}$"));
            Assert.That(response.Headers.Contains("Set-Cookie"), Is.False);
            Assert.That(response.Headers.Contains("Server"), Is.False);
            Assert.That(response.Headers.ConnectionClose, Is.Not.True);
        }
    }

    [TestCase("my-request_42", true)]
    [TestCase("not allowed", false)]
    [TestCase("a,b", false)]
    public async Task A_request_id_of_the_client_is_returned_if_it_is_well_formed(string id, bool isKept)
    {
        await using var service = await RunningService.Start(Database);
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.All);
        request.Headers.Add("X-Request-Id", id);

        using var response = await service.Client.SendAsync(request);

        Assert.That(Header(response, "X-Request-Id") == id, Is.EqualTo(isKept));
    }

    [Test]
    public async Task An_empty_list_is_an_empty_array()
    {
        var key = await Database.AddKey(1);
        await using var service = await RunningService.Start(Database);

        var answer = await (await service.Get(Routes.All, key)).Content.ReadAsStringAsync();

        Assert.That(answer, Is.EqualTo("""{"success":true,"data":[],"error_code":null,"error_message":null}"""));
    }

    [Test]
    public async Task Texts_and_numbers_are_returned_as_stored()
    {
        var key = await Database.AddKey(7);
        var job = Jobs.JobBuilder.Job(long.MaxValue, 7) with
        {
            Name = "Ünïcode \"quoted\" \\ 东京 <b>&amp;</b>\n",
            ProgressValue = long.MinValue,
            ProgressTotal = long.MaxValue,
            Paused = true,
            State2 = "onhold_autowinner",
        };
        await Database.AddJobs(job);
        await using var service = await RunningService.Start(Database);

        var answer = await Envelope.Of(await service.Get(Routes.All, key));

        using (Assert.EnterMultipleScope())
        {
            var row = answer.Data[0];
            Assert.That(row.GetProperty("id").GetInt64(), Is.EqualTo(job.Id));
            Assert.That(row.GetProperty("name").GetString(), Is.EqualTo(job.Name));
            Assert.That(row.GetProperty("progress_value").GetInt64(), Is.EqualTo(job.ProgressValue));
            Assert.That(row.GetProperty("progress_total").GetInt64(), Is.EqualTo(job.ProgressTotal));
            Assert.That(row.GetProperty("paused").GetBoolean(), Is.True);
            Assert.That(row.GetProperty("state2").GetString(), Is.EqualTo(job.State2));
            Assert.That(row.GetProperty("created_at").GetString(), Is.EqualTo("2024-02-29T23:59:59Z"));
        }
    }

    private static string Header(HttpResponseMessage response, string name)
    {
        var values = response.Headers.NonValidated.TryGetValues(name, out var own)
            ? own
            : response.Content.Headers.NonValidated[name];
        return string.Join(',', values.Select(value => value.ToString(CultureInfo.InvariantCulture)));
    }
}
