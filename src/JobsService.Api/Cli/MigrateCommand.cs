using System.CommandLine;
using JobsService.Infrastructure.Health;
using JobsService.Infrastructure.Migrations;

namespace JobsService.Api.Cli;

/// <summary><c>migrate</c>: migrates the database to the schema of this version.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var migrate = new Command("migrate", "Migrate the database to the schema of this version.");
        migrate.SetAction(
            (command, cancellationToken) =>
                CommandHost.Run(services => Migrate(services, command.InvocationConfiguration, cancellationToken))
        );
        return migrate;
    }

    private static async Task<int> Migrate(
        IServiceProvider services,
        InvocationConfiguration console,
        CancellationToken cancellationToken
    )
    {
        var migrator = services.GetRequiredService<DatabaseMigrator>();
        var scripts = migrator.Migrate();
        foreach (var script in scripts)
        {
            await console.Output.WriteLineAsync($"ran {script}");
        }

        await console.Output.WriteLineAsync($"{migrator.Location} is up to date");
        var check = services.GetRequiredService<DatabaseCheck>();
        if (check.IsSupported)
        {
            await CheckCommand.PrintProblems(check, console.Output, cancellationToken);
        }

        var readiness = services.GetRequiredService<DatabaseReadiness>();
        foreach (var advice in await readiness.AdviseOnPrimary(cancellationToken))
        {
            await console.Error.WriteLineAsync($"warning: {advice}");
        }

        return ExitCode.Success;
    }
}
