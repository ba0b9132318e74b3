using System.CommandLine;
using System.Globalization;
using JobsService.Api;
using JobsService.Benchmarks.Comparison;
using JobsService.Benchmarks.Comparison.HandWritten;
using JobsService.Benchmarks.Comparison.Prepared;
using JobsService.Benchmarks.Load;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.Benchmarks.Suite;

/// <summary>
/// <c>allocations</c>: runs server and client in one process, and prints the allocated bytes per row, including the few of the
/// client.
/// </summary>
internal static class AllocationsCommand
{
    private static readonly Dictionary<string, Func<string, WebApplication>> Programs = new(StringComparer.Ordinal)
    {
        ["service"] = CreateService,
        [Bench.HandWritten] = database => HandWrittenProgram.Create(OptionsOf(database)),
        [Bench.Prepared] = database => PreparedProgram.Create(OptionsOf(database)),
    };

    private const string AnyPort = "http://127.0.0.1:0";

    public static Command Create()
    {
        var program = new Argument<string>("program") { Description = "The program to measure." };
        program.AcceptOnlyFromAmong([.. Programs.Keys]);
        var database = new Option<string>("--database")
        {
            Description = "A SQLite database that the service has created.",
            Required = true,
        };
        var key = SharedOptions.Key();

        var allocations = new Command("allocations", "Measure the allocated bytes per row of a long list.")
        {
            program,
            database,
            key,
        };
        allocations.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var app = Programs[parsed.GetRequiredValue(program)](parsed.GetRequiredValue(database));
                await app.StartAsync(cancellationToken);
                using var client = new ApiClient(parsed.GetRequiredValue(key), connections: 1);
                var url = new Uri(new Uri(app.Urls.Single()), ComparisonHost.AllRoute);
                await StreamRun.ReadComplete(client, url, cancellationToken);

                var before = GC.GetTotalAllocatedBytes(precise: true);
                var list = await StreamRun.ReadComplete(client, url, cancellationToken);
                var bytes = GC.GetTotalAllocatedBytes(precise: true) - before;

                await app.StopAsync(cancellationToken);
                var perRow = ((double)bytes / list.Rows).ToString("F1", CultureInfo.InvariantCulture);
                await parsed.InvocationConfiguration.Output.WriteLineAsync(perRow);
            }
        );
        return allocations;
    }

    private static WebApplication CreateService(string database)
    {
        var builder = ServiceHost.CreateBuilder("Production");
        builder.Configuration.AddInMemoryCollection([
            new("ConnectionStrings:Jobs", $"Data Source={database}"),
            new("urls", AnyPort),
        ]);
        builder.AddHttp();

        // ASP.NET Core also adds the controllers of the entry assembly, which are those of a comparison program.
        builder
            .Services.AddMvcCore()
            .ConfigureApplicationPartManager(manager =>
            {
                var own = manager.ApplicationParts.Single(part => part.Name == typeof(Bench).Assembly.GetName().Name);
                manager.ApplicationParts.Remove(own);
            });
        return builder.Build().MapHttp();
    }

    private static ServeOptions OptionsOf(string database) => new(AnyPort, database, Organization: null, Rows: null);
}
