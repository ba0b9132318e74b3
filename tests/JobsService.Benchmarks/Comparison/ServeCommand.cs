using System.CommandLine;
using JobsService.Benchmarks.Comparison.EntityFramework;
using JobsService.Benchmarks.Comparison.HandWritten;
using JobsService.Benchmarks.Comparison.Prepared;
using JobsService.Benchmarks.Suite;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace JobsService.Benchmarks.Comparison;

/// <summary><c>serve</c>: answers the two routes of the published API in another way than the service does.</summary>
internal static class ServeCommand
{
    private static readonly Dictionary<string, Func<ServeOptions, WebApplication>> Programs = new(
        StringComparer.Ordinal
    )
    {
        [Bench.HandWritten] = HandWrittenProgram.Create,
        [Bench.EntityFramework] = EntityFrameworkProgram.Create,
        [Bench.Prepared] = PreparedProgram.Create,
    };

    public static Command Create()
    {
        var program = new Argument<string>("program") { Description = "What answers." };
        program.AcceptOnlyFromAmong([.. Programs.Keys]);
        var urls = new Option<string>("--urls") { Description = "Where to listen.", Required = true };
        var database = new Option<string>("--database")
        {
            Description = "A SQLite file that the service has made.",
            Required = true,
        };
        var organization = new Option<long?>("--organization")
        {
            Description = "prepared only, which asks for no key: whose jobs; without it, everybody's.",
        };
        var rows = new Option<long?>("--rows") { Description = "prepared only: the greatest number of jobs to hold." };

        var serve = new Command("serve", "Answer /jobs/all and /jobs/unfinished until told to stop.")
        {
            program,
            urls,
            database,
            organization,
            rows,
        };
        serve.SetAction(
            async (parsed, cancellationToken) =>
            {
                var options = new ServeOptions(
                    parsed.GetRequiredValue(urls),
                    parsed.GetRequiredValue(database),
                    parsed.GetValue(organization),
                    parsed.GetValue(rows)
                );
                await using var app = Programs[parsed.GetRequiredValue(program)](options);
                await app.StartAsync(cancellationToken);
                await app.WaitForShutdownAsync(cancellationToken);
            }
        );
        return serve;
    }
}
