using System.CommandLine;
using JobsService.Client;
using JobsService.Tool.Login;
using JobsService.Tool.Output;

namespace JobsService.Tool.Commands;

/// <summary><c>show</c>: prints one job.</summary>
internal static class ShowCommand
{
    public static Command Create(ToolHost host)
    {
        var id = new Argument<long>("ID") { Description = "The id of the job." };
        var output = OutputFormats.Option("table", "json");
        var show = new Command("show", "Show one job.") { id, output };
        show.SetAction(
            (command, cancellationToken) =>
                Show(host, command.GetRequiredValue(id), command.GetRequiredValue(output), cancellationToken)
        );
        return show;
    }

    private static async Task<int> Show(ToolHost host, long id, string format, CancellationToken cancellationToken)
    {
        var job = await Get(Connection.Open(host), id, cancellationToken);
        if (format == "json")
        {
            return await JobOutput.Write(host, new JobQuery { Ids = { id } }, "ndjson", limit: 1, cancellationToken);
        }

        Details.Print(host, job);
        return ExitCode.Success;
    }

    private static async Task<Job> Get(JobsClient client, long id, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetJobAsync(id, cancellationToken);
        }
        catch (JobsException exception) when (exception.Status == 404)
        {
            throw new ToolException(
                $"There is no job {id}, or the key has no access to it. \"jobs list\" shows the jobs."
            );
        }
    }
}
