namespace JobsService.Benchmarks.Suite;

/// <summary>A measurement of the service, including the programs that it is compared with.</summary>
internal interface IMeasurement
{
    /// <summary>The name of the measurement for progress output.</summary>
    string Name { get; }

    /// <summary>Runs the measurement. All programs that it starts have been stopped when it returns.</summary>
    Task<IReadOnlyList<Finding>> Measure(Bench bench, CancellationToken cancellationToken);
}
