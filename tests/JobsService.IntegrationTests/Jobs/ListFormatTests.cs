using System.Net;
using System.Text;
using System.Text.Json;
using CsvHelper;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using static JobsService.IntegrationTests.Jobs.JobBuilder;

namespace JobsService.IntegrationTests.Jobs;

/// <summary>Lists of jobs in CSV and NDJSON.</summary>
[OnEveryEngine]
internal sealed class ListFormatTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private const string Header =
        "begins_at,created_at,finished_at,id,job_type,mailing_list_id,name,organization_id,paused,progress_total,progress_value,retry_at,started_at,state,state2,suppression_list_id,updated_at";

    private static readonly string[] Names =
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "a,b",
        "a \"b\" c",
        "two\r\nlines",
        "Ünïcode 😀",
        "'quoted",
        " spaces ",
        "plain",
    ];

    private RunningService _service = null!;
    private string _key = null!;

    [SetUp]
    public async Task Start()
    {
        await Database.AddOrganizations(1);
        _key = await Database.AddKey(1);
        await Database.AddJobs(Names.Select((name, index) => Job(index + 1) with { Name = name, ProgressValue = -5 }));
        _service = await RunningService.Start(Database);
    }

    [TearDown]
    public async Task Stop() => await _service.DisposeAsync();

    [Test]
    public async Task CSV_has_a_header_CRLF_and_the_values_of_JSON()
    {
        using var response = await _service.Get($"{Routes.All}?format=csv&id=14", _key);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                $"{response.Content.Headers.ContentType}",
                Is.EqualTo("text/csv; charset=utf-8; header=present")
            );
            Assert.That(
                $"{response.Content.Headers.ContentDisposition}",
                Does.Match("^attachment; filename=\"jobs-all-[0-9]{4}-[0-9]{2}-[0-9]{2}\\.csv\"$")
            );
            Assert.That(
                await response.Content.ReadAsStringAsync(),
                Is.EqualTo(
                    $"{Header}\r\n,2024-02-29T23:59:59Z,,14,Campaign,,plain,1,false,,-5,,,scheduled,,,2024-02-29T23:59:59Z\r\n"
                )
            );
        }
    }

    [Test]
    public async Task Only_texts_that_a_spreadsheet_takes_for_formulas_get_an_apostrophe()
    {
        var records = await Records($"{Routes.All}?format=csv&fields=name,progress_value");

        var escaped = Names.Select((name, index) => index < 7 ? $"'{name}" : name);
        Assert.That(
            records,
            Is.EqualTo(escaped.Select(name => new[] { name, "-5" }).Prepend(["name", "progress_value"]))
        );
    }

    [Test]
    public async Task Each_line_of_NDJSON_is_a_row_of_the_JSON_list()
    {
        using var response = await _service.Get($"{Routes.All}?format=ndjson", _key);
        var list = await Envelope.Of(await _service.Get(Routes.All, _key));

        Assert.That($"{response.Content.Headers.ContentType}", Is.EqualTo("application/x-ndjson"));
        Assert.That(
            await response.Content.ReadAsStringAsync(),
            Is.EqualTo(string.Concat(list.Data.EnumerateArray().Select(row => $"{row.GetRawText()}\n")))
        );
    }

    [TestCase("format=csv", $"{Header}\r\n")]
    [TestCase("format=csv&bom=true", $"\uFEFF{Header}\r\n")]
    [TestCase("format=ndjson", "")]
    public async Task An_empty_list_has_a_header_in_CSV_only(string query, string expected)
    {
        using var response = await _service.Get($"{Routes.Unfinished}?{query}&id=4711", _key);

        Assert.That(Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync()), Is.EqualTo(expected));
    }

    [TestCase("text/csv", ExpectedResult = "text/csv")]
    [TestCase("application/x-ndjson", ExpectedResult = "application/x-ndjson")]
    [TestCase("text/html, application/xhtml+xml, */*;q=0.8", ExpectedResult = "application/json")]
    [TestCase("application/json;q=0.5, text/csv", ExpectedResult = "text/csv")]
    [TestCase("text/csv;q=0, application/*", ExpectedResult = "application/json")]
    [TestCase("text/*", ExpectedResult = "text/csv")]
    [TestCase("application/json; charset=utf-8", ExpectedResult = "application/json")]
    [TestCase("malformed", ExpectedResult = "application/json")]
    [TestCase("application/json;q=0, */*", ExpectedResult = "application/x-ndjson")]
    [TestCase("application/*, application/json;q=0.1", ExpectedResult = "application/x-ndjson")]
    [TestCase("*/*, text/csv", ExpectedResult = "text/csv")]
    public async Task<string?> The_accept_header_selects_the_format(string accept)
    {
        using var response = await GetWith(accept, Routes.All);

        return response.Content.Headers.ContentType?.MediaType;
    }

    [Test]
    public async Task The_parameter_takes_precedence_over_the_accept_header()
    {
        using var response = await GetWith("application/xml", $"{Routes.All}?format=csv");

        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/csv"));
    }

    [TestCase("application/xml")]
    [TestCase("text/csv;q=0")]
    public async Task A_client_that_accepts_no_format_gets_406_in_an_envelope(string accept)
    {
        var answer = await Envelope.Of(await GetWith(accept, Routes.All));

        Assert.That((answer.Status, answer.ErrorCode), Is.EqualTo((HttpStatusCode.NotAcceptable, "invalid_request")));
    }

    [TestCase("/ga/api/v2/jobs/all_on_all_organizations", HttpStatusCode.Forbidden)]
    [TestCase($"{Routes.All}?id=x", HttpStatusCode.BadRequest)]
    public async Task Other_errors_precede_406(string path, HttpStatusCode status)
    {
        var answer = await Envelope.Of(await GetWith("application/xml", path));

        Assert.That(answer.Status, Is.EqualTo(status));
    }

    [Test]
    public async Task An_invalid_parameter_is_answered_in_an_envelope_in_every_format()
    {
        var answer = await Envelope.Of(await _service.Get($"{Routes.All}?format=csv&id=x", _key));

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase("json")]
    [TestCase("csv")]
    [TestCase("ndjson")]
    public async Task Links_lead_through_all_pages_in_every_format(string format)
    {
        var query = $"?format={format}&per_page=4&page_token=&state=SCHEDULED&state=%26%3C%3E%22";
        List<string> bodies = [];
        for (var pages = 0; query is not null; pages++)
        {
            Assert.That(pages, Is.LessThan(Names.Length));
            using var response = await _service.Get(Routes.All + query, _key);
            bodies.Add(await response.Content.ReadAsStringAsync());
            query = response.Headers.TryGetValues("Link", out var links) ? QueryOf(links.Single()) : null;
        }

        Assert.That(bodies, Has.Count.EqualTo(4));
        Assert.That(bodies, Is.Unique);
        Assert.That(bodies[^1], Does.Contain("plain"));

        static string QueryOf(string link)
        {
            Assert.That(link, Does.StartWith("<?").And.EndWith(">; rel=\"next\""));
            return link[1..link.IndexOf('>', StringComparison.Ordinal)];
        }
    }

    [Test]
    public async Task A_character_that_would_end_the_link_is_encoded()
    {
        var answer = await RawHttp.Send(
            _service.Client.BaseAddress!,
            $"GET {Routes.All}?_=a>b\"c<d+e&per_page=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + $"Authorization: {RunningService.Basic(_key)}\r\n\r\n"
        );

        Assert.That(
            answer,
            Does.Match("\r\nLink: <\\?_=a%3Eb%22c%3Cd%20e&per_page=1&page_token=[^>]+>; rel=\"next\"\r\n")
        );
    }

    [Test]
    public async Task A_numbered_page_links_to_the_next_page_by_token()
    {
        using var response = await _service.Get($"{Routes.All}?page=0&per_page=10", _key);

        Assert.That(
            response.Headers.GetValues("Link").Single(),
            Is.EqualTo($"<?per_page=10&page_token={(await Envelope.Of(response)).NextPageToken}>; rel=\"next\"")
        );
    }

    private async Task<string[][]> Records(string path)
    {
        using var response = await _service.Get(path, _key);
        return [.. CsvRecords.Of(await response.Content.ReadAsStringAsync())];
    }

    private async Task<HttpResponseMessage> GetWith(string accept, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = RunningService.Basic(_key);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await _service.Client.SendAsync(request);
    }
}
