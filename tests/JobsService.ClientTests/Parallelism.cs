// Fixtures run in parallel: each uses its own servers, databases and ports. There are four workers, because most fixtures wait.
[assembly: LevelOfParallelism(4)]
[assembly: Parallelizable(ParallelScope.Fixtures)]
