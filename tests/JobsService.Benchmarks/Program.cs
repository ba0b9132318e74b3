using System.CommandLine;
using JobsService.Benchmarks.Comparison;

return await new RootCommand("Measures the service: programs to compare it with.") { ServeCommand.Create() }
    .Parse(args)
    .InvokeAsync();
