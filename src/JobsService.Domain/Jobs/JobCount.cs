namespace JobsService.Domain.Jobs;

/// <summary>The number of jobs with the same state and type, compared case-insensitively.</summary>
/// <param name="State">Their state, with the casing of one of the jobs.</param>
/// <param name="JobType">Their type, with the casing of one of the jobs.</param>
/// <param name="Jobs">The number of jobs.</param>
public readonly record struct JobCount(string State, string JobType, long Jobs);
