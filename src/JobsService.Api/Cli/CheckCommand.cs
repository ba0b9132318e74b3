using System.CommandLine;
using JobsService.Infrastructure.Health;

namespace JobsService.Api.Cli;

/// <summary><c>check</c>: checks the embedded database for damage.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var check = new Command("check", "Check the embedded database for damage, also while the service runs.");
        check.SetAction(
            (command, cancellationToken) =>
                CommandHost.Run(services =>
                    Check(
                        services.GetRequiredService<DatabaseCheck>(),
                        command.InvocationConfiguration,
                        cancellationToken
                    )
                )
        );
        return check;
    }

    /// <summary>Checks the database and prints that it is intact, or its problems.</summary>
    /// <exception cref="DatabaseDamagedException">The database is damaged.</exception>
    public static async Task PrintProblems(
        DatabaseCheck database,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        var problems = database.FindProblems(cancellationToken);
        if (problems.Count == 0)
        {
            await output.WriteLineAsync($"{database.Location} is intact");
            return;
        }

        foreach (var problem in problems)
        {
            await output.WriteLineAsync(problem);
        }

        throw new DatabaseDamagedException(database.Message);
    }

    private static async Task<int> Check(
        DatabaseCheck database,
        InvocationConfiguration console,
        CancellationToken cancellationToken
    )
    {
        if (!database.IsSupported)
        {
            // Not a success, which would look like an intact database.
            await console.Error.WriteLineAsync(
                $"error: {database.Location} was not checked: check is for SQLite; a database of SQL Server is checked by its administrator, with DBCC CHECKDB."
            );
            return ExitCode.Usage;
        }

        await PrintProblems(database, console.Output, cancellationToken);
        return ExitCode.Success;
    }
}
