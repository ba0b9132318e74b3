using System.CommandLine;
using JobsService.Benchmarks.Comparison;
using JobsService.Benchmarks.Load;
using JobsService.Benchmarks.Micro;
using JobsService.Benchmarks.Peers;
using JobsService.Benchmarks.Suite;

return await new RootCommand("Benchmarks of the service: comparison programs, load generators, micro-benchmarks.")
{
    ServeCommand.Create(),
    LoadCommand.Create(),
    StreamCommand.Create(),
    AlternateCommand.Create(),
    MicroCommand.Create(),
    AllocationsCommand.Create(),
    BenchCommand.Create(),
    PeersCommand.Create(),
    HangfireCommand.Create(),
    OverloadCommand.Create(),
    AttacksCommand.Create(),
    SoakCommand.Create(),
}
    .Parse(args)
    .InvokeAsync();
