using System.Net;
using JobsService.Domain.ApiKeys;
using JobsService.Domain.Jobs;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using Microsoft.AspNetCore.Hosting;

namespace JobsService.IntegrationTests.Cli;

/// <summary>The demonstration data and key that the first start in Development creates.</summary>
[CancelAfter(300_000)]
internal sealed class DemonstrationTests
{
    private const string SystemJobs =
        "SELECT id || state || updated_at FROM jobs WHERE organization_id = 1 ORDER BY id";

    [Test]
    public async Task The_published_request_sent_verbatim_returns_the_published_job()
    {
        await using var database = TestDatabase.Embedded();
        await using var service = await RunningService.Start(database, "Development");

        var answer = await RawHttp.Send(
            service.Client.BaseAddress!,
            """
            GET /ga/api/v2/jobs/all HTTP/1.1
            Authorization: Basic MTo1ZTk2NDY1Yzg4M2YzMzA5ZjAxMDVhMmUxMDc2NjMyYjY4N2U2MWQy
            User-Agent: curl/7.24.0 (x86_64-apple-darwin12.0) libcurl/7.24.0 OpenSSL/0.9.8r zlib/1.2.5
            Host: InboxFirst.dev
            Accept: */*
            Connection: close


            """.ReplaceLineEndings("\r\n")
        );

        var example = PublishedExample.Answer[..PublishedExample.Answer.IndexOf(']', StringComparison.Ordinal)];
        Assert.That(answer, Does.StartWith("HTTP/1.1 200 OK").And.Contains(example + ","));
    }

    [Test]
    public async Task The_demonstration_data_covers_three_organizations_every_state_and_progress()
    {
        await using var database = TestDatabase.Embedded();
        await using var service = await RunningService.Start(database, "Development");

        var answer = await Envelope.Of(await service.Get(Routes.All, PublishedKey.Example.Credentials));

        var jobs = answer.Data.EnumerateArray().ToArray();
        HashSet<string> states = [.. JobState.OfCampaigns, .. JobState.OfSubscriberImports, .. JobState.OfAnyJob];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                jobs.Select(job => job.GetProperty("state").GetString()!).ToHashSet(StringComparer.Ordinal),
                Is.EquivalentTo(states)
            );
            Assert.That(
                jobs.Select(job => job.GetProperty("organization_id").GetInt64()).Distinct(),
                Is.EquivalentTo(new[] { 1L, 2, 3 })
            );
            Assert.That(
                jobs,
                Has.Some.Matches<System.Text.Json.JsonElement>(job =>
                    job.GetProperty("progress_value").GetInt64() > 0
                    && job.GetProperty("progress_total").GetInt64() > job.GetProperty("progress_value").GetInt64()
                )
            );
        }
    }

    [Test]
    public async Task The_jobs_of_the_customers_move_and_those_of_the_system_organization_do_not(
        CancellationToken cancellationToken
    )
    {
        await using var database = TestDatabase.Embedded();
        await using var service = await RunningService.Start(database, "Development");
        var first = await Jobs(PublishedKey.Customer);
        var systemJobs = await database.Query<string>(SystemJobs);

        string[] next;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            next = await Jobs(PublishedKey.Customer);
        } while (next.SequenceEqual(first, StringComparer.Ordinal));

        Assert.That(next, Has.Length.EqualTo(first.Length).Within(1));
        Assert.That(await database.Query<string>(SystemJobs), Is.EqualTo(systemJobs));

        async Task<string[]> Jobs(PublishedKey key)
        {
            var answer = await Envelope.Of(await service.Get(Routes.All, key.Credentials));
            return [.. answer.Data.EnumerateArray().Select(job => job.ToString())];
        }
    }

    [Test]
    public async Task The_dates_of_the_demonstration_are_around_now()
    {
        await using var database = TestDatabase.Embedded();
        var before = TimeProvider.System.GetUtcNow().AddDays(-13).ToUnixTimeSeconds();
        await using var service = await RunningService.Start(database, "Development");

        Assert.That(
            await database.Query<long>("SELECT created_at FROM jobs WHERE id > 1"),
            Has.All.InRange(before, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds())
        );
        Assert.That(
            await database.Query<long>("SELECT finished_at FROM jobs WHERE id > 1 AND finished_at IS NOT NULL"),
            Has.All.LessThanOrEqualTo(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds())
        );
    }

    [Test]
    public async Task Outside_development_a_missing_database_is_not_created()
    {
        await using var database = TestDatabase.Embedded();

        await using var service = await RunningService.Start(database);
        using var ready = await service.Get("/health");

        Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(service.Log.Lines, Has.Some.Contains("Run the command migrate to create it."));
        Assert.That(File.Exists(database.File), Is.False);
    }

    [Test]
    public async Task A_second_start_in_development_adds_no_data()
    {
        await using var database = TestDatabase.Embedded();
        await using (await RunningService.Start(database, "Development")) { }

        await using var again = await RunningService.Start(database, "Development");

        Assert.That(await database.Query<long>("SELECT COUNT(*) FROM jobs"), Is.EqualTo(new[] { 60L }));
    }

    [Test]
    public async Task Concurrent_first_starts_create_one_database()
    {
        await using var database = TestDatabase.Embedded();

        var services = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => RunningService.Start(database, "Development")))
        );

        foreach (var service in services)
        {
            var answer = await Envelope.Of(await service.Get(Routes.All, PublishedKey.Example.Credentials));
            Assert.That(answer.Data.GetArrayLength(), Is.EqualTo(60));
            await service.DisposeAsync();
        }
    }

    [Test]
    public async Task A_database_in_use_gets_no_demonstration_data()
    {
        await using var database = await TestDatabase.Create(Infrastructure.Database.DatabaseProvider.Sqlite);
        await database.AddKey(7);

        await using var service = await RunningService.Start(database, "Development");

        Assert.That(await database.Query<long>("SELECT organization_id FROM api_keys"), Is.EqualTo(new[] { 7L }));
        Assert.That(await database.Query<long>("SELECT COUNT(*) FROM jobs"), Is.EqualTo(new[] { 0L }));
    }

    [Test]
    public async Task Outside_development_no_demonstration_data_is_created()
    {
        await using var database = await TestDatabase.Create(Infrastructure.Database.DatabaseProvider.Sqlite);
        await using var service = await RunningService.Start(database);

        Assert.That(await database.Query<long>("SELECT COUNT(*) FROM organizations"), Is.EqualTo(new[] { 0L }));
    }

    [Test]
    public async Task The_first_start_in_development_prints_example_requests(CancellationToken cancellationToken)
    {
        await using var database = TestDatabase.Embedded();

        await using var service = await ServingProcess.Start(database, cancellationToken, environment: "Development");

        var address = service.Client.BaseAddress!.ToString().TrimEnd('/');
        using (Assert.EnterMultipleScope())
        {
            Assert.That(service.Printed, Does.Contain($"listens on {address}"));
            Assert.That(
                service.Printed,
                Does.Contain($"{address}/docs")
                    .And.Contain($"curl --user {PublishedKey.Customer.Credentials} {address}{Routes.Unfinished}")
                    .And.Contain($"curl --user {PublishedKey.Example.Credentials} {address}{Routes.All}")
            );

            Assert.That(
                service.Printed,
                Does.Contain("published API's example key is accepted")
                    .And.Contain("ASPNETCORE_ENVIRONMENT=Development")
            );
        }
    }

    [Test]
    public async Task The_demonstration_key_is_refused_if_an_address_is_not_loopback(
        CancellationToken cancellationToken
    )
    {
        await using var database = TestDatabase.Embedded();
        await using (await RunningService.Start(database, "Development")) { }

        // With this preference the endpoint is configured but not bound.
        await using var service = await RunningService.Start(
            database,
            "Development",
            builder =>
            {
                builder.Configuration["Kestrel:Endpoints:Public:Url"] = "http://0.0.0.0:5080";
                builder.Configuration[WebHostDefaults.PreferHostingUrlsKey] = "true";
            }
        );
        using var refused = await service.Get(Routes.All, PublishedKey.Example.Credentials);
        var list = await JobsProgram.Run(database, ["keys", "list"], "Development", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(
                service.Log.Lines,
                Has.Exactly(1).Contains("example key is refused").And.Contains("http://0.0.0.0:5080")
            );
            Assert.That(service.Log.Lines, Has.Exactly(1).Contains("should be revoked"));
            Assert.That(service.Log.Lines, Has.None.Contains("is accepted"));
            Assert.That(list.ExitCode, Is.Zero, "Commands do not listen.");
        }
    }

    [Test]
    public async Task A_first_start_in_development_adds_no_demonstration_data_if_an_address_is_not_loopback()
    {
        await using var database = TestDatabase.Embedded();

        await using var service = await RunningService.Start(
            database,
            "Development",
            builder =>
            {
                builder.Configuration["Kestrel:Endpoints:Public:Url"] = "http://0.0.0.0:5080";
                builder.Configuration[WebHostDefaults.PreferHostingUrlsKey] = "true";
            }
        );

        Assert.That(await database.Query<long>("SELECT COUNT(*) FROM organizations"), Is.EqualTo(new[] { 0L }));
    }

    [Test]
    public async Task The_demonstration_key_is_refused_outside_development(CancellationToken cancellationToken)
    {
        await using var database = TestDatabase.Embedded();
        await using (var development = await RunningService.Start(database, "Development"))
        {
            using var accepted = await development.Get(Routes.All, PublishedKey.Example.Credentials);
            Assert.That(accepted.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }

        await using var production = await RunningService.Start(database);
        using var refused = await production.Get(Routes.All, PublishedKey.Example.Credentials);
        var list = await JobsProgram.Run(database, ["keys", "list"], cancellationToken: cancellationToken);
        var create = await JobsProgram.Run(
            database,
            ["keys", "create", "--organization", "1", "--name", "n"],
            cancellationToken: cancellationToken
        );
        var seed = await JobsProgram.Run(
            database,
            ["seed", "--organizations", "1", "--jobs", "1"],
            cancellationToken: cancellationToken
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(production.Log.Lines, Has.Some.Contains("it is refused outside Development"));
            foreach (var outcome in new[] { list, create, seed })
            {
                Assert.That(outcome.ExitCode, Is.EqualTo(1));
                Assert.That(outcome.ErrorLines, Has.Length.EqualTo(1).And.All.Contains("allowed in Development only"));
            }
        }
    }
}
