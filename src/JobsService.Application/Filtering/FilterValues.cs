using System.Text;
using System.Text.Json;
using FluentValidation.Results;

namespace JobsService.Application.Filtering;

/// <summary>The filters that a request uses, with their values. A row must pass all of them.</summary>
public sealed class FilterValues
{
    /// <summary>The value of a filter that no row can pass.</summary>
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

    /// <summary>No filter: every row passes.</summary>
    public static FilterValues None { get; } = new([], []);

    /// <summary>The filters with a value, in the order of their declaration.</summary>
    public IEnumerable<(Filter Filter, object Value)> Used
    {
        get
        {
            for (var index = 0; index < _filters.Count; index++)
            {
                if (_values[index] is { } value)
                {
                    yield return (_filters[index], value);
                }
            }
        }
    }

    /// <summary>Which filters have a value: a bit for each, by its position.</summary>
    public ulong Mask { get; }

    /// <summary>Reads the filters of a list from the parameters of a request.</summary>
    /// <param name="filters">The filters that the list has.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="problems">Gets a problem for each filter whose values are not valid.</param>
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
    /// Every filter as a JSON property, null if it is not used, separated by commas: the part of the text that a page token is bound
    /// to which depends on filters.
    /// </summary>
    internal string ToTokenText()
    {
        var text = new StringBuilder();
        for (var index = 0; index < _filters.Count; index++)
        {
            text.Append(index == 0 ? "\"" : ",\"")
                .Append(_filters[index].TokenName)
                .Append("\":")
                .Append(_values[index] is { } value ? JsonSerializer.Serialize(value) : "null");
        }

        return text.ToString();
    }
}
