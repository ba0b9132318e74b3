using System.CommandLine;
using System.Reflection;
using JobsService.Application.Jobs;
using JobsService.Client;
using JobsService.Client.Json;
using JobsService.ClientTests.Scripted;
using JobsService.Tool.Queries;
using ServiceStates = JobsService.Domain.Jobs.JobState;

namespace JobsService.ClientTests;

/// <summary>The client and the tool know every filter, field and state of the service.</summary>
internal sealed class ServiceContractTests
{
    private static readonly string[] OtherParameters = ["fields", "order_by", "per_page", "page_token"];

    private static readonly string[] Filters = [.. JobFilters.List.Filters.Select(filter => filter.Name)];

    [Test]
    public async Task Every_filter_of_the_service_is_a_property_of_a_query()
    {
        await using var server = new ScriptedServer();
        var client = ScriptedClient.Of(server);

        Assert.ThrowsAsync<JobsException>(async () => await client.GetJobsAsync(FullQuery()).FirstAsync());

        var sent = server.Requests.Single().Target.Split('?', '&')[1..].Select(parameter => parameter.Split('=')[0]);
        Assert.That(sent.Except(OtherParameters, StringComparer.Ordinal), Is.EquivalentTo(Filters));
    }

    [Test]
    public void Every_filter_of_the_service_is_an_option_of_the_tool()
    {
        var command = new Command("list");
        new FilterOptions(TimeProvider.System).AddTo(command);

        var options = command.Options.Select(option => option.Name);
        Assert.That(options, Is.SupersetOf(Filters.Select(OptionOf)));
    }

    [Test]
    public void Every_field_of_the_service_is_read() =>
        Assert.That(
            ApiJson
                .Default.Job.Properties.Where(property => property.Set is not null)
                .Select(property => property.Name),
            Is.EquivalentTo(JobFields.All)
        );

    [Test]
    public void Every_known_state_of_the_service_is_a_property_and_is_suggested_by_the_tool()
    {
        var states = new[] { ServiceStates.OfAnyJob, ServiceStates.OfCampaigns, ServiceStates.OfSubscriberImports }
            .SelectMany(list => list)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        var properties = typeof(JobState)
            .GetProperties(BindingFlags.Static | BindingFlags.Public)
            .Select(property => $"{property.GetValue(null)}");

        Assert.That(properties, Is.EquivalentTo(states));
        Assert.That(JobWords.States, Is.EquivalentTo(states));
    }

    private static JobQuery FullQuery()
    {
        var query = new JobQuery
        {
            Ids = { 1 },
            States = { "x" },
            SecondaryStates = { "x" },
            Types = { "x" },
            MailingListIds = { 1 },
            SuppressionListIds = { 1 },
            Fields = { "name" },
        };
        foreach (var property in typeof(JobQuery).GetProperties().Where(property => property.CanWrite))
        {
            property.SetValue(
                query,
                Nullable.GetUnderlyingType(property.PropertyType) is { } type ? Activator.CreateInstance(type)
                    : property.PropertyType == typeof(string) ? "x"
                    : property.GetValue(query)
            );
        }

        return query;
    }

    // The option of job_type is --type, that of begins_at__after is --begins-after.
    private static string OptionOf(string filter) =>
        "--"
        + filter
            .Replace("_at__", "-", StringComparison.Ordinal)
            .Replace("job_type", "type", StringComparison.Ordinal)
            .Replace("_list_id", "-list", StringComparison.Ordinal)
            .Replace("_contains", "", StringComparison.Ordinal);
}
