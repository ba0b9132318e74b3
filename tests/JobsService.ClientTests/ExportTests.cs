using System.Text;
using JobsService.Client;
using JobsService.ClientTests.Scripted;

namespace JobsService.ClientTests;

internal sealed class ExportTests
{
    private const string Csv = "text/csv; charset=utf-8; header=present";
    private const string Ndjson = "application/x-ndjson";
    private const string Next = "Link: <?format=csv&per_page=2000&page_token=t%2B1>; rel=\"next\"\r\n";

    [Test]
    public async Task Pages_in_CSV_are_joined_under_one_header_line()
    {
        await using var server = new ScriptedServer(
            Replies.Whole("id,name\r\n1,\"a\r\nb\"\r\n", Csv, headers: Next),
            Replies.Cut("id,name\r\n2,c\r\n", after: 9, Csv),
            Replies.Whole("id,name\r\n2,", Csv),
            Replies.Whole("id,name\r\n2,c\r\n", Csv)
        );

        var text = await Export(server, new ExportOptions { ByteOrderMark = true });

        Assert.That(text, Is.EqualTo("id,name\r\n1,\"a\r\nb\"\r\n2,c\r\n"));
        Assert.That(
            server.Requests.Select(request => request.Target),
            Is.EqualTo(
                new[]
                {
                    "/ga/api/v2/jobs/all?format=csv&bom=true&per_page=2000&page_token=",
                    "/ga/api/v2/jobs/all?format=csv&per_page=2000&page_token=t%2B1",
                    "/ga/api/v2/jobs/all?format=csv&per_page=2000&page_token=t%2B1",
                    "/ga/api/v2/jobs/all?format=csv&per_page=2000&page_token=t%2B1",
                }
            )
        );
    }

    [Test]
    public async Task Pages_in_NDJSON_are_joined()
    {
        await using var server = new ScriptedServer(
            Replies.Whole("{\"id\":1}\n", Ndjson, headers: Next),
            Replies.Whole("{\"id\":2}\n", Ndjson)
        );

        Assert.That(
            await Export(server, new ExportOptions { Format = ExportFormat.Ndjson }),
            Is.EqualTo("{\"id\":1}\n{\"id\":2}\n")
        );
    }

    [Test]
    public async Task An_export_ends_after_the_maximum_number_of_jobs()
    {
        await using var server = new ScriptedServer(
            Replies.Whole("{\"id\":1}\n", Ndjson, headers: Next),
            Replies.Whole("{\"id\":2}\n", Ndjson, headers: Next)
        );

        await Export(server, new ExportOptions { Format = ExportFormat.Ndjson, MaxJobs = 2001 });

        Assert.That(
            server.Requests.Select(request => request.Target.Split("per_page=")[1]),
            Is.EqualTo(new[] { "2000&page_token=", "1&page_token=t%2B1" })
        );
    }

    [Test]
    public async Task An_export_that_fails_ends_after_a_complete_page()
    {
        await using var server = new ScriptedServer(
            Replies.Whole("id\r\n1\r\n", Csv, headers: Next),
            Replies.Error(401, "not_authorized", "A valid API key is required.")
        );
        using var destination = new MemoryStream();

        Assert.ThrowsAsync<JobsException>(() => ScriptedClient.Of(server).ExportAsync(destination));

        Assert.That(Encoding.UTF8.GetString(destination.ToArray()), Is.EqualTo("id\r\n1\r\n"));
    }

    private static async Task<string> Export(ScriptedServer server, ExportOptions options)
    {
        using var destination = new MemoryStream();
        await ScriptedClient.Of(server).ExportAsync(destination, options: options);
        return Encoding.UTF8.GetString(destination.ToArray());
    }
}
