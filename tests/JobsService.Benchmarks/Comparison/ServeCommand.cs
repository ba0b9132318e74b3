using System.CommandLine;
using JobsService.Benchmarks.Comparison.EntityFramework;
using JobsService.Benchmarks.Comparison.HandWritten;
using JobsService.Benchmarks.Comparison.Prepared;
using JobsService.Benchmarks.Suite;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace JobsService.Benchmarks.Comparison;

/// <summary><c>serve</c>: runs a comparison program, another implementation of two routes of the API.</summary>
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
        var program = new Argument<string>("program") { Description = "The comparison program to run." };
        program.AcceptOnlyFromAmong([.. Programs.Keys]);
        var urls = new Option<string>("--urls") { Description = "The addresses to listen on.", Required = true };
        var database = new Option<string>("--database")
        {
            Description = "A SQLite database that the service has created.",
            Required = true,
        };
        var organization = new Option<long?>("--organization")
        {
            Description = "prepared only: the organization whose jobs are returned; by default, every organization.",
        };
        var rows = new Option<long?>("--rows") { Description = "prepared only: the maximum number of jobs." };

        var serve = new Command(
            "serve",
            "Run a comparison program for /jobs/all and /jobs/unfinished until it is stopped."
        )
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
