namespace JobsService.Application.Filtering;

/// <summary>The query string parameters of a request for a list, as they were given.</summary>
/// <param name="valuesOf">The values of a parameter, one for each time that it was given; none when it was not given.</param>
public sealed class ListParameters(Func<string, IReadOnlyList<string?>> valuesOf)
{
    /// <summary>No parameter was given.</summary>
    public static ListParameters None { get; } = new(_ => []);

    /// <summary>Whether it is known that no parameter was given.</summary>
    public bool IsNone => ReferenceEquals(this, None);

    /// <summary>The values of a parameter, one for each time that it was given; none when it was not given.</summary>
    public IReadOnlyList<string?> this[string name] => valuesOf(name);
}
