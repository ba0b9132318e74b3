using JobsService.Api.Cli;
using JobsService.Api.Transport;

if (FileBudget.ProblemOfProgram(FileBudget.ReadLimit()) is { } problem)
{
    Console.Error.WriteLine($"error: {problem}");
    return ExitCode.Settings;
}

return await JobsCommandLine.Run(args, Console.Out, Console.Error);
