// Fixtures that mostly wait or start processes are marked [Parallelizable]; each uses its own databases and ports. Fixtures
// that measure the whole process (memory, metrics, traces) are not, and NUnit runs them when no other fixture runs. There are
// four workers, because most parallel fixtures wait.
[assembly: LevelOfParallelism(4)]
