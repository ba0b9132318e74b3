// Fixtures run in parallel: each uses its own databases and ports. Those that measure the whole process (memory, metrics, traces)
// are marked [NonParallelizable], and NUnit runs them when no other fixture runs. There are four workers, because most fixtures wait.
[assembly: LevelOfParallelism(4)]
[assembly: Parallelizable(ParallelScope.Fixtures)]
