using BenchmarkDotNet.Attributes;
using JobsService.Application;
using JobsService.Application.Filtering;
using JobsService.Application.Jobs;
using JobsService.Application.Organizations;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using JobsService.Domain.Jobs;
using JobsService.Domain.Organizations;
using JobsService.IntegrationTests.Jobs;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.Benchmarks.Micro;

/// <summary>Sends a use case through the mediator pipeline, with jobs in memory.</summary>
[MemoryDiagnoser]
public class PipelineBenchmarks
{
    private ServiceProvider _services = null!;
    private IMediator _mediator = null!;

    [GlobalSetup]
    public void Setup()
    {
        var jobs = new JobsInMemory([.. SampleJobs.Take(1000).Where(job => job.IsUnfinished).Take(20)]);
        _services = new ServiceCollection()
            .AddMetrics()
            .AddApplication()
            .AddSingleton(new JobListOptions())
            .AddSingleton<ICurrentCaller>(new FixedCaller())
            .AddSingleton<IJobRepository>(jobs)
            .AddSingleton<IOrganizationRepository>(jobs)
            .BuildServiceProvider();
        _mediator = _services.GetRequiredService<IMediator>();
    }

    [GlobalCleanup]
    public void Cleanup() => _services.Dispose();

    /// <summary>Returns the list without reading its rows.</summary>
    [Benchmark]
    public Task Send() => _mediator.Send(new GetUnfinishedJobs());

    /// <summary>Returns the list and reads its 20 rows.</summary>
    [Benchmark]
    public async Task<long> SendAndRead()
    {
        var list = await _mediator.Send(new GetUnfinishedJobs());
        var sum = 0L;
        await foreach (var job in list.Rows)
        {
            sum += job.Id;
        }

        return sum;
    }

    private sealed class FixedCaller : ICurrentCaller
    {
        public string RequestId => "benchmark";

        public Caller Caller { get; } = new(OrganizationId: 1, ApiKeyRole.OrganizationAdmin, ApiKeyId: 1);
    }

    /// <summary>Returns the same jobs for every scope. Implements only the methods that the use case calls.</summary>
    private sealed class JobsInMemory(IReadOnlyList<Job> jobs) : FakeJobRepository, IOrganizationRepository
    {
        public override IAsyncEnumerable<Job> Read(OrganizationScope scope, JobFilter filter, Window window) =>
            jobs.ToAsyncEnumerable();

        public IAsyncEnumerable<Organization> Read(OrganizationScope scope, FilterValues filters, Window window) =>
            throw new NotSupportedException();

        public Task<long> Count(OrganizationScope scope, FilterValues filters, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<Organization?> Find(OrganizationScope scope, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
