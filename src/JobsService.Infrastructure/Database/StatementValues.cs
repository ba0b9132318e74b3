namespace JobsService.Infrastructure.Database;

/// <summary>The values for a statement, by the names of its parameters, without their <c>@</c>.</summary>
internal sealed class StatementValues() : Dictionary<string, object>(StringComparer.Ordinal);
