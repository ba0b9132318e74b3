using System.Text;
using System.Text.Json;
using FluentValidation.Results;

namespace JobsService.Application.Filtering;

/// <summary>The filters of a request with their values, combined with AND.</summary>
public sealed class FilterValues
{
    /// <summary>The value of a filter that no row matches.</summary>
    public static readonly object NoRow = "no row";

    private readonly IReadOnlyList<Filter> _filters;
    private readonly object?[] _values;

    private FilterValues(IReadOnlyList<Filter> filters, object?[] values)
    {
        (_filters, _values) = (filters, values);
        for (var index = 0; index < values.Length; index++)
        {
            Mask |= values[index] is null ? 0 : 1UL << index;
        }
    }

    /// <summary>No filters: every row matches.</summary>
    public static FilterValues None { get; } = new([], []);

    /// <summary>The filters with a value and their positions, in the order of their declaration.</summary>
    public IEnumerable<(int Position, Filter Filter, object Value)> Used
    {
        get
        {
            for (var index = 0; index < _filters.Count; index++)
            {
                if (_values[index] is { } value)
                {
                    yield return (index, _filters[index], value);
                }
            }
        }
    }

    /// <summary>A bit mask of the filters that have a value: bit <c>n</c> is the filter at position <c>n</c>.</summary>
    public ulong Mask { get; }

    /// <summary>Parses the filters of a list from the parameters of a request.</summary>
    /// <param name="filters">The filters of the list.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="problems">Receives a problem for each filter with invalid values.</param>
    internal static FilterValues Read(
        IReadOnlyList<Filter> filters,
        ListParameters parameters,
        List<ValidationFailure> problems
    )
    {
        var values = new object?[filters.Count];
        for (var index = 0; index < values.Length; index++)
        {
            var filter = filters[index];
            var given = parameters[filter.Name];
            if (given.Count > 0 && !filter.Kind.TryRead(given, out values[index]))
            {
                problems.Add(new ValidationFailure(filter.Name, $"{filter.Name} {filter.Kind.Expected}."));
            }
        }

        return new FilterValues(filters, values);
    }

    /// <summary>
    /// Returns the filters as JSON properties, separated by commas: the filters' part of the cursor scope that a page token is bound
    /// to.
    /// </summary>
    /// <param name="inEveryToken">
    /// The number of filters, from the first, that are written as null if they are not used; the others are written only if they are
    /// used. Tokens stay valid when a filter is appended to the list.
    /// </param>
    internal string ToTokenText(int inEveryToken)
    {
        var text = new StringBuilder();
        for (var index = 0; index < _filters.Count; index++)
        {
            if (index < inEveryToken || _values[index] is not null)
            {
                text.Append(index == 0 ? "\"" : ",\"")
                    .Append(_filters[index].TokenName)
                    .Append("\":")
                    .Append(_values[index] is { } value ? JsonSerializer.Serialize(value) : "null");
            }
        }

        return text.ToString();
    }
}
