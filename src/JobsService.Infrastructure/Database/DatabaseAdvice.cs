namespace JobsService.Infrastructure.Database;

/// <summary>A recommended database configuration that the operator controls.</summary>
/// <param name="IsFollowed">A query with one row and one column: whether the configuration is as recommended.</param>
/// <param name="Otherwise">The message for the operator if it is not: the problem and the next step.</param>
internal sealed record DatabaseAdvice(Statement IsFollowed, string Otherwise);
