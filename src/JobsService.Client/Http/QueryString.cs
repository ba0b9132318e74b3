using System.Globalization;
using System.Text;

namespace JobsService.Client.Http;

/// <summary>Builds a query string.</summary>
internal sealed class QueryString
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a parameter, unless the value is null.</summary>
    public QueryString Add(string name, string? value)
    {
        if (value is not null)
        {
            _text.Append(_text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return this;
    }

    /// <summary>Adds an integer, unless it is null.</summary>
    public QueryString Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds <c>true</c> or <c>false</c>, unless the value is null.</summary>
    public QueryString Add(string name, bool? value) => Add(name, value is { } flag ? (flag ? "true" : "false") : null);

    /// <summary>Adds a time, unless it is null.</summary>
    public QueryString Add(string name, DateTimeOffset? value) =>
        Add(name, value?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));

    /// <summary>Adds a parameter for each value, which may contain commas.</summary>
    public QueryString AddEach(string name, IEnumerable<string> values) =>
        values.Aggregate(this, (query, value) => query.Add(name, value));

    /// <summary>Adds the integers as one parameter, unless there are none.</summary>
    public QueryString AddList(string name, IEnumerable<long> values) =>
        AddList(name, values.Select(value => value.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Adds the values, which contain no commas, as one parameter, unless there are none.</summary>
    public QueryString AddList(string name, IEnumerable<string> values)
    {
        var list = string.Join(",", values);
        return Add(name, list.Length == 0 ? null : list);
    }

    /// <summary>Adds the parameters of another query string.</summary>
    public QueryString Add(QueryString other)
    {
        if (other._text.Length > 0)
        {
            _text.Append(_text.Length == 0 ? '?' : '&').Append(other._text.ToString(1, other._text.Length - 1));
        }

        return this;
    }

    /// <summary>Returns the query string, with its question mark, or an empty text.</summary>
    public override string ToString() => _text.ToString();
}
