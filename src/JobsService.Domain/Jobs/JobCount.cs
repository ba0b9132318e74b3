namespace JobsService.Domain.Jobs;

/// <summary>How many jobs are alike in state and type.</summary>
/// <param name="State">Their state, in one of the ways in which it is written.</param>
/// <param name="JobType">Their type, likewise.</param>
/// <param name="Jobs">Their number.</param>
public readonly record struct JobCount(string State, string JobType, long Jobs);
