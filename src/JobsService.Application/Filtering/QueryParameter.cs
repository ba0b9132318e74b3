namespace JobsService.Application.Filtering;

/// <summary>A query string parameter.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsList">
/// Whether it takes a list of values, so that it can also be given as <c>name[]</c> or <c>name[0]</c>.
/// </param>
public sealed record QueryParameter(string Name, bool IsList = false);
