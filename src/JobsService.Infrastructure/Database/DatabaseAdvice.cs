namespace JobsService.Infrastructure.Database;

/// <summary>Something about a database that its operator decides, and should decide in one way.</summary>
/// <param name="IsFollowed">A query of one row and one column: whether it is so.</param>
/// <param name="Otherwise">What is wrong when it is not so, and what to do, in a sentence.</param>
internal sealed record DatabaseAdvice(Statement IsFollowed, string Otherwise);
