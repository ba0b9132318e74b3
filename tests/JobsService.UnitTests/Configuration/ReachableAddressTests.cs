using JobsService.Api.Startup;
using Microsoft.Extensions.Configuration;

namespace JobsService.UnitTests.Configuration;

/// <summary>The configured addresses for which the published key is refused.</summary>
internal sealed class ReachableAddressTests
{
    private const string Loopback = "http://127.0.0.1:5080";

    [TestCase(null)]
    [TestCase(Loopback)]
    [TestCase("http://127.8.9.10:5080")]
    [TestCase("http://[::1]:5080")]
    [TestCase("https://localhost:5443")]
    [TestCase("http://LOCALHOST")]
    [TestCase("http://127.0.0.1:5080;http://[::1]:5080")]
    public void Loopback_addresses_are_not_reachable(string? urls) => Assert.That(Find(("urls", urls)), Is.Null);

    [TestCase("http://*:5080")]
    [TestCase("http://+:5080")]
    [TestCase("http://0.0.0.0:5080")]
    [TestCase("http://[::]:5080")]
    [TestCase("http://192.0.2.1:5080")]
    [TestCase("http://jobs.example:5080")]
    [TestCase("http://localhost.example:5080")]
    [TestCase("http://unix:/run/jobs.sock")]
    [TestCase("nonsense")]
    public void Other_addresses_are_reachable(string address)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Find(("urls", address)), Is.EqualTo(address));
            Assert.That(Find(("urls", $"{Loopback}; {address}")), Is.EqualTo(address));
            Assert.That(Find(("Kestrel:Endpoints:A:Url", address)), Is.EqualTo(address));
            Assert.That(Find(("urls", Loopback), ("Kestrel:Endpoints:A:Url", address)), Is.EqualTo(address));
        }
    }

    [TestCase("http_ports", "http://*:8080")]
    [TestCase("https_ports", "https://*:8080")]
    public void Ports_are_reachable_unless_there_are_addresses(string key, string address)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Find((key, "8080")), Is.EqualTo(address));
            Assert.That(Find((key, "8080"), ("urls", Loopback)), Is.Null);
        }
    }

    [Test]
    public void The_address_of_metrics_is_ignored()
    {
        const string Metrics = "http://0.0.0.0:9464";

        Assert.That(Find(("urls", $"{Loopback};{Metrics}"), ("Telemetry:MetricsUrl", Metrics)), Is.Null);
    }

    private static string? Find(params (string Key, string? Value)[] settings) =>
        ReachableAddress.Find(
            new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)))
                .Build()
        );
}
