using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using JobsService.Application.Authentication;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Authentication;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JobsService.IntegrationTests.Authentication;

/// <summary>Failed authentications are throttled, valid keys are not, and keys that become invalid are rejected in time.</summary>
[OnEveryEngine]
internal sealed class AuthenticationFailureTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private const int Floods = 8;
    private const int RequestsOfFlood = 50;

    private static readonly HashSet<string> PerRequestHeaders = new(
        ["Date", "X-Request-Id", "X-Runtime"],
        StringComparer.OrdinalIgnoreCase
    );

    private readonly ConcurrentQueue<string> _lookups = new();

    private FakeTimeProvider _time = null!;
    private string _key = null!;
    private RunningService _service = null!;

    [SetUp]
    public async Task Start()
    {
        _time = new FakeTimeProvider(new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        _lookups.Clear();
        _key = await Database.AddKey(2);
        _service = await RunningService.Start(
            Database,
            configure: builder =>
            {
                builder.Configuration["Authentication:FailuresPerMinutePerAddress"] = "5";
                builder.Configuration["Authentication:FailuresPerMinutePerOrganization"] = "20";
                builder.Services.AddSingleton<TimeProvider>(_time);
                builder.Services.AddSingleton<IApiKeyCredentials>(CountingLookups);
            }
        );
    }

    [TearDown]
    public async Task Stop()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }
    }

    [Test]
    public async Task Repeated_failures_throttle_an_address_but_not_a_valid_key_from_it()
    {
        using var good = await _service.Get(Routes.All, _key);
        var statuses = await SendInvalidCredentials(times: 8);

        using var throttled = await _service.Get(Routes.All, InvalidCredentials());
        using var still = await _service.Get(Routes.All, _key);
        using var without = await _service.Get(Routes.All);
        _time.Advance(TimeSpan.FromMinutes(1));
        using var later = await _service.Get(Routes.All, InvalidCredentials());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(statuses.Take(5), Is.All.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(statuses.Skip(5), Is.All.EqualTo(HttpStatusCode.TooManyRequests));
            Assert.That(
                throttled.Headers.RetryAfter!.Delta,
                Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(TimeSpan.FromMinutes(1))
            );
            Assert.That(throttled.Headers.Contains("WWW-Authenticate"), Is.False);
            Assert.That((await Envelope.Of(throttled)).ErrorCode, Is.EqualTo("too_many_requests"));
            Assert.That(still.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(
                without.StatusCode,
                Is.EqualTo(HttpStatusCode.Unauthorized),
                "A request without credentials is not counted as a failure."
            );
            Assert.That(later.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        }
    }

    [Test]
    public async Task An_attack_on_an_organization_does_not_lock_its_key_out_from_another_address()
    {
        await SendInvalidCredentials(times: 100);

        using var elsewhere = ClientFrom(IPAddress.Parse("127.0.0.2"));
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.All);
        request.Headers.Authorization = RunningService.Basic(_key);
        using var response = await elsewhere.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("UPDATE api_keys SET active = @no")]
    [TestCase("UPDATE organizations SET active = @no")]
    [TestCase("DELETE FROM api_keys")]
    [TestCase("UPDATE api_keys SET expires_at = created_at")]
    public async Task A_key_disabled_by_another_process_is_rejected_within_five_seconds(string sql)
    {
        using var before = await _service.Get(Routes.All, _key);

        // Another replica or program makes this change, so that the service is not notified.
        await Database.Execute(sql, new { no = false });
        _time.Advance(TimeSpan.FromSeconds(4));
        using var after = await _service.Get(Routes.All, _key);

        Assert.That(
            (before.StatusCode, after.StatusCode),
            Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Unauthorized))
        );
    }

    [Test]
    public async Task A_cached_key_is_rejected_from_the_second_it_expires()
    {
        await Database.Execute(
            "UPDATE api_keys SET expires_at = @at",
            new { at = Database.Engine.Dialect.ToColumn(_time.GetUtcNow().AddSeconds(3)) }
        );
        using var before = await _service.Get(Routes.All, _key);
        _time.Advance(TimeSpan.FromSeconds(3));
        using var after = await _service.Get(Routes.All, _key);

        Assert.That(
            (before.StatusCode, after.StatusCode),
            Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Unauthorized))
        );
    }

    [TestCase("UPDATE api_keys SET expires_at = created_at WHERE organization_id = 2")]
    [TestCase("UPDATE api_keys SET active = @no WHERE organization_id = 2")]
    [TestCase("DELETE FROM api_keys WHERE organization_id = 2")]
    public async Task A_flood_with_a_disabled_key_costs_at_most_one_lookup_per_client_and_blocks_no_other_organization(
        string sql
    )
    {
        var other = await Database.AddKey(3);
        using var before = await _service.Get(Routes.All, _key);
        await Database.Execute(sql, new { no = false });
        _time.Advance(CachedApiKeyCredentials.Lifetime);
        _lookups.Clear();

        var flood = Enumerable.Range(0, Floods).Select(_ => Task.Run(() => Statuses(_key))).ToArray();
        var polls = await Statuses(other);
        var refused = (await Task.WhenAll(flood)).SelectMany(statuses => statuses).ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused, Is.All.AnyOf(HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests));
            Assert.That(polls, Is.All.EqualTo(HttpStatusCode.OK));
            Assert.That(_lookups.Count(hash => hash == HashOf(other)), Is.EqualTo(1));

            // Usually one. A request that misses the cache just before the result is cached looks the key up again.
            Assert.That(_lookups.Count(hash => hash == HashOf(_key)), Is.InRange(1, Floods));
        }
    }

    [Test]
    public async Task All_kinds_of_invalid_credentials_get_identical_responses()
    {
        await Database.AddKey(3);
        await Database.Execute("UPDATE api_keys SET active = @no WHERE organization_id = 2", new { no = false });
        string[] bad = [_key, $"3:{_key[2..]}", $"4711:{_key[2..]}", InvalidCredentials(), "2:short"];

        List<string> answers = [];
        foreach (var credentials in bad)
        {
            using var response = await _service.Get(Routes.All, credentials);
            var headers = response.Headers.Where(header => !PerRequestHeaders.Contains(header.Key));
            answers.Add(
                $"{response.StatusCode} {string.Join(' ', headers.Select(header => $"{header.Key}={string.Join(',', header.Value)}"))} "
                    + await response.Content.ReadAsStringAsync()
            );
        }

        Assert.That(answers.Distinct(StringComparer.Ordinal), Has.Exactly(1).Items);
    }

    private async Task<IReadOnlyList<HttpStatusCode>> SendInvalidCredentials(int times)
    {
        List<HttpStatusCode> statuses = [];
        for (var number = 0; number < times; number++)
        {
            using var response = await _service.Get(Routes.All, InvalidCredentials());
            statuses.Add(response.StatusCode);
        }

        return statuses;
    }

    private async Task<IReadOnlyList<HttpStatusCode>> Statuses(string key)
    {
        List<HttpStatusCode> statuses = [];
        for (var number = 0; number < RequestsOfFlood; number++)
        {
            using var response = await _service.Get(Routes.All, key);
            statuses.Add(response.StatusCode);
        }

        return statuses;
    }

    private CachedApiKeyCredentials CountingLookups(IServiceProvider services)
    {
        var query = new ApiKeyCredentialQuery(services.GetRequiredService<StatementExecutor>());
        return new CachedApiKeyCredentials(
            (secretHash, cancellationToken) =>
            {
                _lookups.Enqueue(Convert.ToHexString(secretHash.Span));
                return query.FindBySecretHash(secretHash, cancellationToken);
            },
            new ApiKeyLookupLimiter(_time),
            _time
        );
    }

    private static string HashOf(string credentials) =>
        Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(credentials.Split(':')[1])));

    private static string InvalidCredentials() => $"2:{ApiKeySecret.Generate().Reveal()}";

    /// <summary>A client that connects from another address of this machine.</summary>
    private HttpClient ClientFrom(IPAddress address) =>
        new(
            new SocketsHttpHandler
            {
                ConnectCallback = async (context, cancellationToken) =>
                {
                    var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                    socket.Bind(new IPEndPoint(address, port: 0));
                    await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            }
        )
        {
            BaseAddress = _service.Client.BaseAddress,
        };
}
