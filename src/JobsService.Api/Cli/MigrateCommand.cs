using System.CommandLine;
using JobsService.Infrastructure.Migrations;

namespace JobsService.Api.Cli;

/// <summary><c>migrate</c>: brings the database to the schema of this build.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var migrate = new Command("migrate", "Bring the database to the schema of this build.");
        migrate.SetAction(command =>
            CommandHost.Run(services => Migrate(services, command.InvocationConfiguration.Output))
        );
        return migrate;
    }

    private static async Task<int> Migrate(IServiceProvider services, TextWriter output)
    {
        var migrator = services.GetRequiredService<DatabaseMigrator>();
        var scripts = migrator.Migrate();
        foreach (var script in scripts)
        {
            await output.WriteLineAsync($"ran {script}");
        }

        await output.WriteLineAsync($"{migrator.Location} is up to date");
        return ExitCode.Success;
    }
}
