using System.CommandLine;
using JobsService.Client;
using JobsService.Tool.Login;
using JobsService.Tool.Queries;
using JobsService.Tool.Watching;

namespace JobsService.Tool.Commands;

/// <summary><c>watch</c>: shows the progress of jobs while it happens.</summary>
internal static class WatchCommand
{
    public static Command Create(ToolHost host)
    {
        var ids = new Argument<long[]>("ID")
        {
            Description = "The jobs to watch until they end; without ids, all unfinished jobs until Ctrl+C.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var exitStatus = new Option<bool>("--exit-status")
        {
            Description = $"Exit with {ExitCode.JobFailed} if a job failed, was cancelled or was deleted.",
        };
        var timeout = new Option<TimeSpan?>("--timeout")
        {
            Description = $"Exit with {ExitCode.Timeout} after this time, such as 90s, 5m or 1h.",
            HelpName = "TIME",
            CustomParser = result =>
            {
                var time = TimeText.Duration(result.Tokens[0].Value);
                if (time is null)
                {
                    result.AddError(
                        $"--timeout is '{result.Tokens[0].Value}'; it must be a time such as 90s, 5m or 1h."
                    );
                }

                return time;
            },
        };
        var filters = new FilterOptions(host.Time);
        var watch = new Command("watch", "Show the progress of jobs while it happens.") { ids, exitStatus, timeout };
        filters.AddTo(watch);
        watch.SetAction(
            (command, cancellationToken) =>
            {
                var watched = command.GetValue(ids) ?? [];
                var query = filters.Of(command);
                query.UnfinishedOnly = watched.Length == 0;
                Array.ForEach(watched, query.Ids.Add);
                return Watch(
                    host,
                    query,
                    new WatchState(watched),
                    command.GetValue(timeout),
                    command.GetValue(exitStatus),
                    cancellationToken
                );
            }
        );
        return watch;
    }

    private static async Task<int> Watch(
        ToolHost host,
        JobQuery query,
        WatchState state,
        TimeSpan? timeout,
        bool hasExitStatus,
        CancellationToken cancellationToken
    )
    {
        using var time = new CancellationTokenSource(timeout ?? Timeout.InfiniteTimeSpan, host.Time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        IWatchView view = host.IsTerminal ? new LiveView(host, state) : new LineView(host);
        var client = Connection.Open(host, view.ShowRetry);
        try
        {
            await view.Run(client.WatchAsync(query, ended.Token), state, ended.Token);
        }
        catch (OperationCanceledException)
            when (time.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            await host.Error.WriteLineAsync("error: The time of --timeout is over.");
            return ExitCode.Timeout;
        }

        if (state.Missing is { Count: > 0 } missing)
        {
            throw new ToolException(
                $"There is no job {string.Join(", ", missing)}, or the key has no access to it. \"jobs list\" shows the jobs."
            );
        }

        return hasExitStatus && state.HasFailures ? ExitCode.JobFailed : ExitCode.Success;
    }
}
