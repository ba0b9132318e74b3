using JobsService.Application.Auditing;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.UnitTests.Auditing;

/// <summary>How many failures of an organization are recorded in the audit log.</summary>
internal sealed class AuditedFailureLimitTests
{
    private const int Limit = AuditedFailureLimit.FailuresPerHour;

    private FakeTimeProvider _time = null!;
    private FakeAuditWarnings _warnings = null!;

    [SetUp]
    public void SetUp() => (_time, _warnings) = (new FakeTimeProvider(), new FakeAuditWarnings());

    [Test]
    public void Failures_beyond_the_limit_are_not_recorded_and_reported_once()
    {
        var limit = new AuditedFailureLimit(_warnings, _time);

        var recorded = Enumerable.Range(0, Limit + 5).Select(_ => limit.Allows(7)).ToArray();

        Assert.That(recorded[..Limit], Has.All.True);
        Assert.That(recorded[Limit..], Has.All.False);
        Assert.That(_warnings.Warnings, Is.EqualTo(new[] { (7L, Limit) }));
    }

    [Test]
    public void The_limit_of_one_organization_does_not_affect_another_organization()
    {
        var limit = new AuditedFailureLimit(_warnings, _time);
        Exceed(limit);

        Assert.That(limit.Allows(8), Is.True);
    }

    [Test]
    public void Failures_are_recorded_and_reported_again_after_an_hour()
    {
        var limit = new AuditedFailureLimit(_warnings, _time);
        Exceed(limit);

        _time.Advance(TimeSpan.FromMinutes(59));
        var before = limit.Allows(7);
        _time.Advance(TimeSpan.FromMinutes(1));
        var after = limit.Allows(7);
        Exceed(limit);

        Assert.That((before, after), Is.EqualTo((false, true)));
        Assert.That(_warnings.Warnings, Has.Count.EqualTo(2));
    }

    private static void Exceed(AuditedFailureLimit limit)
    {
        for (var failure = 0; failure <= Limit; failure++)
        {
            limit.Allows(7);
        }
    }
}
