// Fixtures that mostly wait, or start processes, are marked [Parallelizable]: each has databases and ports of its own. What
// measures the whole process (memory, metrics, traces) is not, and NUnit runs it when none of the others runs. Four workers,
// because most of them wait.
[assembly: LevelOfParallelism(4)]
