namespace JobsService.Infrastructure.Database;

/// <summary>
/// The parameter values of a statement by parameter name without <c>@</c>. A time is a <see cref="DateTimeOffset"/>, which the
/// engine converts to its column type.
/// </summary>
internal sealed class StatementValues() : Dictionary<string, object?>(StringComparer.Ordinal);
