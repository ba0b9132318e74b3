using JobsService.Api.Configuration;
using JobsService.Api.QueryStrings;
using JobsService.Api.RateLimiting;
using JobsService.Api.Telemetry;
using JobsService.Api.Transport;
using JobsService.Application.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace JobsService.UnitTests.Configuration;

/// <summary>What is bound from a section, and what is reported of it when the service starts.</summary>
internal sealed class SettingsTests
{
    private const string QueuedRequests = "RateLimiting:QueuedRequests";
    private const string UnknownParameters = "Api:UnknownParameters";
    private const string Proxies = "Transport:TrustedProxies";

    [TestCase("RateLimiting:QueuedRequests", "-1", "an integer from 0 to 2147483647")]
    [TestCase("Transport:HstsDays", "3651", "an integer from 0 to 3650")]
    [TestCase("Jobs:MaxUnpagedRecords", "-1", "an integer from 0 to 9223372036854775807")]
    [TestCase("Telemetry:JobCountSeconds", "86401", "an integer from 0 to 86400")]
    public void Number_out_of_range_is_reported_with_the_allowed_range(string name, string value, string allowed) =>
        Assert.That(Problems((name, value)), Is.EqualTo(new[] { $"{name} is '{value}'; it must be {allowed}." }));

    [TestCase("abc")]
    [TestCase("")]
    [TestCase("1.5")]
    [TestCase("99999999999999999999")]
    [TestCase("0x10")]
    [TestCase(" 5")]
    [TestCase("--5")]
    public void Value_that_is_not_an_integer_is_reported_like_one_out_of_range(string value) =>
        Assert.That(
            Problems((QueuedRequests, value)),
            Is.EqualTo(new[] { $"{QueuedRequests} is '{value}'; it must be an integer from 0 to 2147483647." })
        );

    [TestCase("Reject")]
    [TestCase("1")]
    [TestCase("Refuse,Ignore")]
    [TestCase("")]
    public void Value_that_is_not_one_of_the_names_is_reported_with_the_names(string value) =>
        Assert.That(
            Problems((UnknownParameters, value)),
            Is.EqualTo(new[] { $"{UnknownParameters} is '{value}'; it must be Refuse or Ignore." })
        );

    [Test]
    public void Element_of_a_list_is_reported_with_its_index() =>
        Assert.That(
            Problems(($"{Proxies}:0", "10.0.0.0/8"), ($"{Proxies}:1", "proxy.example")),
            Is.EqualTo(
                new[]
                {
                    $"{Proxies}:1 is 'proxy.example'; it must be an IP address or a network, like 10.0.0.1 or 10.0.0.0/8.",
                }
            )
        );

    [Test]
    public void All_problems_of_all_sections_are_reported_at_once() =>
        Assert.That(
            Problems(
                (QueuedRequests, "-1"),
                ("RateLimiting:RequestsAtWork", "many"),
                ("RateLimiting:Nonsense", "1"),
                ("Transport:HstsDays", "-1"),
                ("Telemetry:MetricsUrl", "nonsense")
            ),
            Has.Length.EqualTo(5)
                .And.Some.StartsWith($"{QueuedRequests} is '-1'")
                .And.Some.StartsWith("RateLimiting:RequestsAtWork is 'many'")
                .And.Some.StartsWith("RateLimiting:Nonsense is not a setting")
                .And.Some.StartsWith("Transport:HstsDays is '-1'")
                .And.Some.StartsWith("Telemetry:MetricsUrl is 'nonsense'")
        );

    [TestCase("RateLimiting:QueuedRequest", "RateLimiting:QueuedRequests")]
    [TestCase("RateLimiting:QUEUEDREQUEST", "RateLimiting:QueuedRequests")]
    [TestCase("Telemetry:MetricUrl", "Telemetry:MetricsUrl")]
    [TestCase("Transport:HstsDay", "Transport:HstsDays")]
    [TestCase("Transport:TrustedProxies", "Transport:TrustedProxies:0")]
    [TestCase("Transport:TrustedProxy:0", "Transport:TrustedProxies:0")]
    [TestCase("Jobs:MaxUnpagedRecords:0", "Jobs:MaxUnpagedRecords")]
    public void Unknown_name_is_reported_with_the_nearest_setting(string name, string nearest) =>
        Assert.That(
            Problems((name, "10.0.0.1")),
            Is.EqualTo(new[] { $"{name} is not a setting; did you mean {nearest}?" })
        );

    [TestCase("Databse:Provider", "Database")]
    [TestCase("RateLimitng:QueuedRequests", "RateLimiting")]
    [TestCase("Event:MaxStreams", "Events")]
    public void Section_that_is_nearly_a_known_one_is_reported(string name, string nearest) =>
        Assert.That(
            ProblemsOfSections(name),
            Is.EqualTo(new[] { $"{name} is not a setting; did you mean the section {nearest}?" })
        );

    [TestCase("Database:Provider")]
    [TestCase("database:provider")]
    [TestCase("Databse")]
    [TestCase("App:Name")]
    [TestCase("Windows:Version")]
    public void Other_section_is_allowed(string name) => Assert.That(ProblemsOfSections(name), Is.Empty);

    [TestCase("Telemetry:Colour", "MetricsUrl, JobCountSeconds")]
    [TestCase("Jobs:PageSize", "MaxUnpagedRecords, StalledAfterMinutes")]
    [TestCase(
        "RateLimiting:QueueMilliseconds",
        "RequestsPerSecondPerKey, ChangesPerMinutePerKey, ConcurrentRequestsPerOrganization, ConcurrentRequests, "
            + "RequestsAtWork, QueuedRequests"
    )]
    public void Unknown_name_without_a_near_one_is_reported_with_the_settings_of_its_section(
        string name,
        string known
    ) =>
        Assert.That(
            Problems((name, "1")),
            Is.EqualTo(new[] { $"{name} is not a setting; remove it, or use one of: {known}." })
        );

    [Test]
    public void Allowed_values_are_bound_whatever_the_case_of_their_names()
    {
        using var services = ServicesWith(
            ("RATELIMITING:QUEUEDREQUESTS", "7"),
            ($"{Proxies}:0", "10.0.0.1"),
            ($"{Proxies}:1", "::1/128"),
            ("Telemetry:MetricsUrl", "http://127.0.0.1:9464"),
            ("Jobs:MaxUnpagedRecords", "9223372036854775807"),
            ("api:unknownparameters", "ignore")
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                services.GetRequiredService<IOptions<RateLimitingOptions>>().Value.QueuedRequests,
                Is.EqualTo(7)
            );
            Assert.That(
                services.GetRequiredService<TransportOptions>().TrustedProxies,
                Is.EqualTo(new[] { "10.0.0.1", "::1/128" })
            );
            Assert.That(services.GetRequiredService<TelemetryOptions>().MetricsPort, Is.EqualTo(9464));
            Assert.That(services.GetRequiredService<JobListOptions>().MaxUnpagedRecords, Is.EqualTo(long.MaxValue));
            Assert.That(
                services.GetRequiredService<ApiOptions>().UnknownParameters,
                Is.EqualTo(UnknownParameterPolicy.Ignore)
            );
        }
    }

    [TestCase(Proxies, "")]
    [TestCase(Proxies, null)]
    [TestCase(QueuedRequests, null)]
    public void Empty_list_and_null_leave_the_default(string name, string? value)
    {
        using var services = ServicesWith((name, value));

        Assert.That(services.GetRequiredService<TransportOptions>().TrustedProxies, Is.Empty);
        Assert.That(services.GetRequiredService<RateLimitingOptions>().QueuedRequests, Is.EqualTo(64));
    }

    private static string[] Problems(params (string Name, string? Value)[] settings)
    {
        using var services = ServicesWith(settings);
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
        catch (AggregateException exception)
        {
            return
            [
                .. exception.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures),
            ];
        }
    }

    private static ServiceProvider ServicesWith(params (string Name, string? Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(
            new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)))
                .Build()
        );
        services.AddSettings<JobListOptions>(JobListOptions.Section);
        services.AddSettings<RateLimitingOptions>(RateLimitingOptions.Section);
        services.AddSettings<TransportOptions>(TransportOptions.Section);
        services.AddSettings<TelemetryOptions>(TelemetryOptions.Section);
        services.AddSettings<ApiOptions>(ApiOptions.Section);
        return services.BuildServiceProvider();
    }

    private static IEnumerable<string> ProblemsOfSections(string name)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new KeyValuePair<string, string?>(name, "1")])
            .Build();
        return new SectionNames(configuration, [new("Api"), new("Database"), new("Events"), new("RateLimiting")])
                .Validate(name: null, new SectionNames.Options())
                .Failures
            ?? [];
    }
}
