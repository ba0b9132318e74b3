using System.Collections.Frozen;
using JobsService.Application.Filtering;

namespace JobsService.Api.QueryStrings;

/// <summary>The query string parameters that a route accepts, as metadata of its endpoint. Names are case-insensitive.</summary>
internal sealed class AllowedParameters
{
    private readonly FrozenDictionary<string, QueryParameter> _byName;
    private readonly FrozenDictionary<string, QueryParameter>.AlternateLookup<ReadOnlySpan<char>> _byPrefix;

    public AllowedParameters(IEnumerable<QueryParameter> parameters)
    {
        QueryParameter[] all = [.. parameters];
        Names = [.. all.Select(parameter => parameter.Name)];
        _byName = all.ToFrozenDictionary(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase);
        _byPrefix = _byName.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The names, in the order of the document.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Returns the parameters of the requested route; null if the route is not one of the API.</summary>
    public static AllowedParameters? Of(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<AllowedParameters>();

    /// <summary>Whether a request may have a parameter with this name.</summary>
    public bool Include(string name) => _byName.ContainsKey(name) || ListOf(name) is not null;

    /// <summary>
    /// Returns <c>name</c> for <c>name[]</c> and <c>name[0]</c>, with any number, if this parameter takes a list; null for any other
    /// text.
    /// </summary>
    public string? ListOf(string name)
    {
        var bracket = name.IndexOf('[', StringComparison.Ordinal);
        return
            bracket >= 0
            && name[^1] == ']'
            && !name.AsSpan()[(bracket + 1)..^1].ContainsAnyExceptInRange('0', '9')
            && _byPrefix.TryGetValue(name.AsSpan()[..bracket], out var parameter)
            && parameter.IsList
            ? parameter.Name
            : null;
    }
}
