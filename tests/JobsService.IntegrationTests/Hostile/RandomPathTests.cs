using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Hostile;

/// <summary>Random paths: the response is never a server error and never contains rows of another organization.</summary>
internal sealed class RandomPathTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private const int Requests = 3_000;

    private static readonly string[] Segments =
    [
        "ga",
        "GA",
        "api",
        "v2",
        "jobs",
        "Jobs",
        "all",
        "unfinished",
        "api_keys",
        "organizations",
        "audit_log",
        "rotate",
        "1",
        "2",
        "01",
        "-1",
        "4711",
        "9223372036854775807",
        "9223372036854775808",
        "..",
        ".",
        "%2e%2e",
        "%2F",
        "%5C",
        "%00",
        "%0d%0a",
        "%25",
        "{id}",
        "*",
        "~",
        ";a=b",
        "health",
        "docs",
        "é",
        "%C3%28",
        "%ED%A0%80",
        "' OR 1=1 --",
        "",
    ];

    private static readonly string[] Methods =
    [
        "GET",
        "GET",
        "GET",
        "HEAD",
        "POST",
        "PUT",
        "DELETE",
        "PATCH",
        "OPTIONS",
        "TRACE",
        "BREW",
    ];

    [Test]
    public async Task Random_paths_get_no_server_errors_and_no_rows_of_another_organization()
    {
        var key = await Database.AddKey(2);
        await Database.AddOrganizations(1);
        await Database.AddJobs(Jobs.JobBuilder.Job(1) with { Name = "SECRET OF ANOTHER" }, Jobs.JobBuilder.Job(2, 2));
        await using var service = await RunningService.Start(Database);
        var paths =
            from prefix in Gen.Elements("/ga/api/v2/", "/ga/api/v2/jobs/", "/ga/api/v2/organizations/1/", "/", "//")
            from count in Gen.Choose(0, 5)
            from segments in Gen.ArrayOf(Gen.Elements(Segments), count)
            from method in Gen.Elements(Methods)
            select (method, path: prefix + string.Join('/', segments));

        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Requests),
            Prop.ForAll(
                paths.ToArbitrary(),
                async request =>
                {
                    var answer = await RawHttp.Send(
                        service.Client.BaseAddress!,
                        $"{request.method} {Encoded(request.path)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                            + $"Authorization: {RunningService.Basic(key)}\r\n\r\n"
                    );

                    Assert.That(
                        answer,
                        Does.Match("^HTTP/1.1 (200|204|302|400|401|403|404|405|415|422|429) "),
                        request.path
                    );
                    Assert.That(answer, Does.Not.Contain("SECRET"), request.path);
                }
            )
        );

        Assert.That(service.Log.Lines, Has.None.StartsWith("Error ").And.Not.Empty);
    }

    /// <summary>Percent-encodes the bytes that would end or split a request line. Percent signs are not encoded.</summary>
    private static string Encoded(string path) =>
        string.Concat(
            Encoding
                .UTF8.GetBytes(path)
                .Select(value => value is > (byte)' ' and < 127 ? $"{(char)value}" : $"%{value:X2}")
        );
}
