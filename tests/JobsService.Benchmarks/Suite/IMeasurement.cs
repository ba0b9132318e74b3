namespace JobsService.Benchmarks.Suite;

/// <summary>One thing that is measured, with everything that it is compared with.</summary>
internal interface IMeasurement
{
    /// <summary>What it measures, for who waits.</summary>
    string Name { get; }

    /// <summary>Measures it. Programs that it starts have ended when it returns.</summary>
    Task<IReadOnlyList<Finding>> Measure(Bench bench, CancellationToken cancellationToken);
}
