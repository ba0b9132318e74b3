using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using JobsService.Infrastructure.Seeding;

namespace JobsService.Api.Cli;

/// <summary><c>seed</c>: fills an empty database with generated organizations and jobs.</summary>
internal static class SeedCommand
{
    private const int MaxOrganizations = 1_000_000;
    private const long MaxJobs = 1_000_000_000;

    public static Command Create()
    {
        var organizations = new Option<int>("--organizations")
        {
            Description = "The number of organizations, which get the ids 1 to N.",
            Required = true,
        };
        var jobs = new Option<long>("--jobs")
        {
            Description = "The total number of jobs in all organizations.",
            Required = true,
        };
        var seed = new Option<int>("--seed")
        {
            Description = "The seed of the generator. The same options always generate the same jobs.",
            DefaultValueFactory = _ => 1,
        };
        organizations.Validators.Add(result => Check(result, min: 1, MaxOrganizations));
        jobs.Validators.Add(result => Check(result, min: 0, MaxJobs));

        var command = new Command(
            "seed",
            "Fill an empty database with generated jobs. The same options always generate the same jobs."
        )
        {
            organizations,
            jobs,
            seed,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandHost.Write(
                    services =>
                        Seed(
                            services.GetRequiredService<DatabaseSeeder>(),
                            parsed.GetValue(organizations),
                            parsed.GetValue(jobs),
                            parsed.GetValue(seed),
                            parsed.InvocationConfiguration,
                            cancellationToken
                        ),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> Seed(
        DatabaseSeeder seeder,
        int organizations,
        long jobs,
        int seed,
        InvocationConfiguration console,
        CancellationToken cancellationToken
    )
    {
        var progress = new ProgressLine(console.Error, jobs);
        await seeder.Seed(organizations, jobs, seed, progress, cancellationToken);
        await console.Output.WriteLineAsync($"{jobs} jobs in {organizations} organizations");
        return ExitCode.Success;
    }

    /// <summary>Rejects a number out of range. System.CommandLine rejects a value that is not a number.</summary>
    private static void Check(OptionResult result, long min, long max)
    {
        if (
            result.Tokens is [{ Value: var text }]
            && long.TryParse(text, CultureInfo.InvariantCulture, out var value)
            && (value < min || value > max)
        )
        {
            result.AddError($"{result.Option.Name} {value}: must be {min} to {max}.");
        }
    }

    /// <summary>Writes one line per progress report, which is readable in a terminal and in a log.</summary>
    private sealed class ProgressLine(TextWriter error, long total) : IProgress<long>
    {
        public void Report(long value) => error.WriteLine($"{value} of {total} jobs");
    }
}
