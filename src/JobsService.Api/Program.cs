using JobsService.Api.Cli;

return await JobsCommandLine.Run(args, Console.Out, Console.Error);
