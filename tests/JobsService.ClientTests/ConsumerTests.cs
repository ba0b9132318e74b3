using JobsService.Client;
using JobsService.ClientTests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.ClientTests;

/// <summary>How applications use the package: with dependency injection, and with fakes in their tests.</summary>
internal sealed class ConsumerTests
{
    [Test]
    public async Task AddJobsClient_registers_a_client_whose_handlers_can_be_configured()
    {
        await using var server = new ScriptedServer(Replies.Whole(Texts.Page(nextToken: null, Texts.Job(1))));
        var services = new ServiceCollection();
        var handler = new CountingHandler();
        services
            .AddJobsClient(server.Address, new JobsCredential(1, "secret"), options => options.ApplicationId = "app")
            .AddHttpMessageHandler(() => handler);
        await using var provider = services.BuildServiceProvider();

        var client = provider.GetRequiredService<JobsClient>();
        var job = await client.GetJobsAsync().SingleAsync();

        Assert.That(job.Id, Is.EqualTo(1));
        Assert.That(client, Is.SameAs(provider.GetRequiredService<JobsClient>()));
        Assert.That(handler.Requests, Is.EqualTo(1));
        Assert.That(server.Requests.Single().Headers["User-Agent"], Does.StartWith("app JobsService.Client/"));
    }

    [Test]
    public async Task A_fake_client_returns_what_the_model_factory_creates()
    {
        JobsClient client = new FakeClient();

        var names = await client.GetJobsAsync().Select(job => job.Name).ToListAsync();
        var changes = await client.WatchAsync().ToListAsync();

        Assert.That(names, Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(changes.Single().JobId, Is.EqualTo(7));
        Assert.That(await client.GetJobsAsync().AsPages("t1").CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public void Every_method_of_the_client_can_be_replaced()
    {
        var methods = typeof(JobsClient)
            .GetMethods()
            .Where(method => method.DeclaringType == typeof(JobsClient))
            .ToArray();

        Assert.That(methods, Has.Length.GreaterThan(12));
        Assert.That(methods.Where(method => !method.IsVirtual || method.IsFinal), Is.Empty);
        Assert.That(
            methods.Where(method =>
                method.GetParameters() is [.., var last] && last.ParameterType != typeof(CancellationToken)
            ),
            Is.Empty,
            "Methods whose last parameter is not a CancellationToken"
        );
    }

    private sealed class FakeClient : JobsClient
    {
        public override AsyncPageable<Job> GetJobsAsync(
            JobQuery? query = null,
            CancellationToken cancellationToken = default
        ) =>
            JobsModelFactory.AsyncPageable(
                JobsModelFactory.Page([JobsModelFactory.Job(name: "a"), JobsModelFactory.Job(name: "b")], "t1"),
                JobsModelFactory.Page([JobsModelFactory.Job(name: "c")])
            );

        public override IAsyncEnumerable<JobChange> WatchAsync(
            JobQuery? query = null,
            CancellationToken cancellationToken = default
        ) =>
            new[]
            {
                JobsModelFactory.JobChange(JobChangeKind.Updated, JobsModelFactory.Job(id: 7)),
            }.ToAsyncEnumerable();
    }

    private sealed class CountingHandler : DelegatingHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Requests++;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
