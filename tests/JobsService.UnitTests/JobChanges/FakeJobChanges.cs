using JobsService.Application.JobChanges;
using JobsService.Application.Scoping;
using JobsService.Domain.Jobs;

namespace JobsService.UnitTests.JobChanges;

/// <summary>The changes of one organization, in memory.</summary>
internal sealed class FakeJobChanges : IJobChangeRepository
{
    private readonly Dictionary<long, JobChange> _last = [];

    public TimeSpan PollInterval => TimeSpan.FromSeconds(1);

    public long Latest { get; set; }

    public long DeletionsKeptAfter { get; set; }

    public int PositionReads { get; private set; }

    public int Reads { get; private set; }

    public Exception? Failure { get; set; }

    /// <summary>Adds a change of a job.</summary>
    public void Change(long id, bool isDeletion = false)
    {
        var job = new Job
        {
            Id = id,
            OrganizationId = 1,
            JobType = JobType.Campaign,
            Name = "job",
            State = "idle",
            Paused = false,
            ProgressValue = 0,
            CreatedAt = DateTimeOffset.UnixEpoch,
            UpdatedAt = DateTimeOffset.UnixEpoch,
        };
        _last[id] = new JobChange(++Latest, id, isDeletion ? null : job);
    }

    public Task<ChangePosition> FindPosition(CancellationToken cancellationToken)
    {
        PositionReads++;
        return Failure is null
            ? Task.FromResult(new ChangePosition(Latest, Latest, DeletionsKeptAfter))
            : Task.FromException<ChangePosition>(Failure);
    }

    public Task<long> FindLastDeletion(CancellationToken cancellationToken) =>
        Task.FromResult(
            _last.Values.Where(change => change.Job is null).Select(change => change.Version).Append(0).Max()
        );

    public Task<JobChangePage> Read(
        OrganizationScope scope,
        ChangeRange range,
        int limit,
        CancellationToken cancellationToken
    )
    {
        Reads++;
        var changes = _last.Values.Where(change =>
            change.Version > range.After
            && change.Version <= range.Until
            && (range.HasDeletions || change.Job is not null)
        );
        return Task.FromResult(JobChangePage.Of(changes, range.Until, limit));
    }
}
