namespace JobsService.Infrastructure.Database;

/// <summary>
/// The values for a statement, by the names of its parameters, without their <c>@</c>. A time is a <see cref="DateTimeOffset"/>;
/// the engine stores it in its own way.
/// </summary>
internal sealed class StatementValues() : Dictionary<string, object?>(StringComparer.Ordinal);
