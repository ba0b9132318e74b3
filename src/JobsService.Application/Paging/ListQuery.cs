using FluentValidation.Results;
using JobsService.Application.Filtering;
using JobsService.Application.Validation;
using Names = JobsService.Application.Paging.PageParameters;

namespace JobsService.Application.Paging;

/// <summary>The parsed and validated parameters of a list request.</summary>
internal sealed class ListQuery
{
    private static readonly string PageExpected =
        $"{Names.Page} must be given once, as an integer from 0 to {int.MaxValue}.";
    private static readonly string PerPageExpected =
        $"{Names.PerPage} must be given once, as an integer from 1 to {Names.MaxPerPage}.";

    private readonly List<ValidationFailure> _problems = [];
    private readonly ListParameters _parameters;
    private readonly bool _hasValidFilters;

    internal ListQuery(ListParameters parameters, ListDefinition list)
    {
        _parameters = parameters;
        var reader = new ParameterReader(parameters, _problems);
        Filters = FilterValues.Read(list.Filters, parameters, _problems);
        Order = OrderIn(list, reader);
        _hasValidFilters = _problems.Count == 0;
        Fields = reader.Fields(list.Fields);
        Page = reader.Integer(Names.Page, PageExpected, minimum: 0, int.MaxValue);
        PerPage = reader.Integer(
            Names.PerPage,
            PerPageExpected,
            minimum: 1,
            Names.MaxPerPage,
            ErrorCodes.RequestedTooMany
        );
    }

    /// <summary>The filters of the list.</summary>
    public FilterValues Filters { get; }

    /// <summary>The order of the list, one of <see cref="ListDefinition.Orders"/>.</summary>
    public string Order { get; }

    /// <summary>The selected fields, in alphabetical order; null if absent.</summary>
    public IReadOnlyList<string>? Fields { get; }

    /// <summary>The number of the page, from 0; null if absent.</summary>
    public int? Page { get; }

    /// <summary>The number of rows in a page; null if absent.</summary>
    public int? PerPage { get; }

    /// <summary>The page token, empty for the first page; null if absent.</summary>
    public string? PageToken => _parameters[Names.PageToken] is [{ } token] ? token : null;

    /// <summary>Whether the request has no paging parameters, so that the whole list is returned.</summary>
    public bool IsUnpaged =>
        _parameters[Names.Page].Count == 0
        && _parameters[Names.PerPage].Count == 0
        && _parameters[Names.PageToken].Count == 0;

    /// <summary>Throws if the parameters are invalid. The validator reports the problems before.</summary>
    /// <exception cref="InvalidOperationException">The parameters are invalid: the request was not validated.</exception>
    public void RequireValid()
    {
        // Ignoring an invalid filter would return rows that the client filtered out.
        if (_problems.Count > 0)
        {
            throw new InvalidOperationException($"The request was not validated before it was handled: {_problems[0]}");
        }
    }

    /// <summary>Returns every problem of the parameters. Each message names its parameter.</summary>
    public IEnumerable<ValidationFailure> ProblemsIn(IListRequest request)
    {
        foreach (var problem in _problems)
        {
            yield return problem;
        }

        var tokens = _parameters[Names.PageToken];
        if (tokens is [var token] && !IsPageToken(token, request))
        {
            yield return new ValidationFailure(
                Names.PageToken,
                $"{Names.PageToken} must be empty for the first page, or the next_page_token of the previous page with the "
                    + "same route, filters and order; this one is corrupt or belongs to another list."
            );
        }

        if (tokens.Count > 1)
        {
            yield return new ValidationFailure(Names.PageToken, $"{Names.PageToken} must be given once.");
        }

        if (tokens.Count > 0 && _parameters[Names.Page].Count > 0)
        {
            yield return new ValidationFailure(
                Names.Page,
                $"{Names.Page} and {Names.PageToken} cannot be combined; use one of them."
            );
        }
    }

    // With invalid filters the list is unknown, so only the form of the token is checked.
    private bool IsPageToken(string? token, IListRequest request) =>
        token switch
        {
            null => false,
            "" => true,
            _ when _hasValidFilters => Paging.PageToken.TryRead(token, request.CursorScope, out _),
            _ => Paging.PageToken.IsWellFormed(token),
        };

    private string OrderIn(ListDefinition list, ParameterReader reader)
    {
        var given = list.Orders.Count > 1 ? _parameters[Names.OrderBy] : [];
        if (given.Count == 0)
        {
            return list.Orders[0];
        }

        if (given is [{ } order] && list.Orders.Contains(order, StringComparer.Ordinal))
        {
            return order;
        }

        reader.Reject(
            Names.OrderBy,
            $"{Names.OrderBy} must be given once, as {string.Join(", ", list.Orders.SkipLast(1))} or {list.Orders[^1]}."
        );
        return list.Orders[0];
    }
}
