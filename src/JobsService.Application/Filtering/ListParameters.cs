namespace JobsService.Application.Filtering;

/// <summary>The unparsed query string parameters of a list request.</summary>
/// <param name="valuesOf">Returns the values of a parameter, one for each occurrence; empty if it is absent.</param>
public sealed class ListParameters(Func<string, IReadOnlyList<string?>> valuesOf)
{
    /// <summary>No parameters.</summary>
    public static ListParameters None { get; } = new(_ => []);

    /// <summary>Whether this is <see cref="None"/>.</summary>
    public bool IsNone => ReferenceEquals(this, None);

    /// <summary>Returns the values of a parameter, one for each occurrence; empty if it is absent.</summary>
    public IReadOnlyList<string?> this[string name] => valuesOf(name);
}
