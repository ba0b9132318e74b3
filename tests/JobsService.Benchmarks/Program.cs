using System.CommandLine;
using JobsService.Benchmarks.Comparison;
using JobsService.Benchmarks.Load;

return await new RootCommand("Measures the service: programs to compare it with and clients that load it.")
{
    ServeCommand.Create(),
    LoadCommand.Create(),
    StreamCommand.Create(),
    AlternateCommand.Create(),
}
    .Parse(args)
    .InvokeAsync();
