using JobsService.Api.Admission;
using JobsService.Api.Authentication;
using JobsService.Api.Telemetry;
using JobsService.Application.Authentication;
using JobsService.Domain.ApiKeys;
using JobsService.UnitTests.Authentication;
using JobsService.UnitTests.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.UnitTests.Admission;

/// <summary>The repeated checks of a streamed list: its key and its duration.</summary>
internal sealed class AdmittedRequestTests
{
    // A revocation must take effect within this time.
    private static readonly TimeSpan FiveSeconds = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestStream = TimeSpan.FromMinutes(60);

    private readonly FakeTimeProvider _time = new();
    private readonly FakeApiKeyCredentials _keys = new();
    private readonly StreamProgress _progress = new();
    private readonly PresentedCredentials _credentials = new(2, ApiKeySecret.Generate());

    private FakeRequestLifetime _connection = null!;

    [SetUp]
    public void SetUp()
    {
        _connection = new FakeRequestLifetime();
        _keys.Found = Key(active: true);
    }

    [Test]
    public void A_stream_is_aborted_within_five_seconds_after_its_key_was_revoked()
    {
        using var request = Stream();
        _time.Advance(FiveSeconds);
        Assert.That(_connection.IsAborted, Is.False);

        _keys.Found = Key(active: false);
        _time.Advance(FiveSeconds);

        Assert.That(_connection.IsAborted, Is.True);
        Assert.That(_progress.Ending, Is.EqualTo(StreamOutcome.KeyNoLongerValid));
    }

    [Test]
    public void A_stream_is_aborted_within_five_seconds_after_its_key_has_expired()
    {
        using var request = Stream();
        _keys.Found = Key(active: true) with { ExpiresAt = _time.GetUtcNow() };

        _time.Advance(FiveSeconds);

        Assert.That(_connection.IsAborted, Is.True);
    }

    [TestCase(1, false)]
    [TestCase(2, true)]
    public void A_stream_of_a_session_is_aborted_if_another_key_has_its_secret(long id, bool isAborted)
    {
        var session = new SessionKey(id, _credentials.OrganizationId, _credentials.Secret.Hash());
        using var request = Stream(new RequestCaller { Session = session });

        _time.Advance(FiveSeconds);

        Assert.That(_connection.IsAborted, Is.EqualTo(isAborted));
    }

    [Test]
    public void A_stream_is_aborted_after_the_longest_time()
    {
        using var request = Stream();
        _time.Advance(LongestStream - FiveSeconds);
        Assert.That(_connection.IsAborted, Is.False);

        _time.Advance(FiveSeconds);

        Assert.That(_connection.IsAborted, Is.True);
        Assert.That(_progress.Ending, Is.EqualTo(StreamOutcome.TooLong));
    }

    [Test]
    public void A_request_that_has_ended_is_not_checked()
    {
        Stream().Dispose();

        _time.Advance(FiveSeconds);

        Assert.That(_keys.LookUps, Is.Zero);
    }

    private AdmittedRequest Stream(RequestCaller? caller = null)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpRequestLifetimeFeature>(_connection);
        var request = new AdmittedRequest(
            context,
            _credentials.OrganizationId,
            caller ?? new RequestCaller { Credentials = _credentials },
            new ValidApiKeys(_keys, _time),
            ReleasingLease.Refused,
            new StreamLimiter(permitLimit: 0) { LongestStream = LongestStream },
            ListenerLimiters.Default,
            _time
        );
        request.BecomeStream(_progress);
        return request;
    }

    private ApiKeyCredential Key(bool active) =>
        new(
            1,
            _credentials.OrganizationId,
            ApiKeyRole.OrganizationAdmin,
            _credentials.Secret.Hash(),
            active,
            ExpiresAt: null
        );
}
