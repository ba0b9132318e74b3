using FluentValidation.Results;
using JobsService.Application.Filtering;
using JobsService.Application.Jobs;
using JobsService.Application.Paging;
using Names = JobsService.Application.JobChanges.ChangeParameters;

namespace JobsService.Application.JobChanges;

/// <summary>The parsed parameters of a request for changes.</summary>
internal sealed class ChangeQuery
{
    private static readonly string LimitExpected =
        $"{Names.Limit} must be given once, as an integer from 1 to {Names.MaxLimit}.";
    private static readonly string WaitExpected =
        $"{Names.Wait} must be given once, as a number of seconds from 0 to {Names.MaxWait}.";

    private readonly List<ValidationFailure> _problems = [];
    private readonly IReadOnlyList<string?> _cursors;
    private readonly bool _hasValidFilters;

    /// <param name="parameters">The parameters of the request.</param>
    /// <param name="lastEventId">The cursor of a client that reconnects, which counts instead of the parameter; null or empty if absent.</param>
    public ChangeQuery(ListParameters parameters, string? lastEventId)
    {
        var reader = new ParameterReader(parameters, _problems);
        Filters = FilterValues.Read(JobFilters.List.Filters, parameters, _problems);
        _hasValidFilters = _problems.Count == 0;
        Fields = reader.Fields(JobFields.All);
        Limit = reader.Integer(Names.Limit, LimitExpected, minimum: 1, Names.MaxLimit) ?? Names.DefaultLimit;
        Wait = TimeSpan.FromSeconds(reader.Integer(Names.Wait, WaitExpected, minimum: 0, Names.MaxWait) ?? 0);
        _cursors = string.IsNullOrEmpty(lastEventId) ? parameters[Names.Cursor] : [lastEventId];
    }

    /// <summary>The filters.</summary>
    public FilterValues Filters { get; }

    /// <summary>The selected fields, in alphabetical order; null if absent.</summary>
    public IReadOnlyList<string>? Fields { get; }

    /// <summary>The maximum number of changes.</summary>
    public int Limit { get; }

    /// <summary>How long to wait for a change.</summary>
    public TimeSpan Wait { get; }

    /// <summary>Returns every problem of the parameters. Each message names its parameter.</summary>
    /// <param name="list">The text that identifies the scope and the filters, see <see cref="JobChangeRequest{TResponse}"/>.</param>
    public IEnumerable<ValidationFailure> ProblemsIn(Func<string> list)
    {
        foreach (var problem in _problems)
        {
            yield return problem;
        }

        if (_cursors.Count > 1)
        {
            yield return new ValidationFailure(Names.Cursor, $"{Names.Cursor} must be given once.");
        }
        else if (_cursors is [{ Length: > 0 } text] && !IsCursor(text, list))
        {
            yield return new ValidationFailure(
                Names.Cursor,
                $"{Names.Cursor} must be empty, or the cursor of a response with the same organizations and filters; this one is "
                    + "corrupt or belongs to another request. Take a new cursor, and then list the jobs again."
            );
        }
    }

    /// <summary>Whether the result depends on the time: a job becomes stalled without a change.</summary>
    public bool DependsOnTime => Filters.Used.Any(used => used.Filter.Field == JobFields.Stalled);

    /// <summary>Returns the position after which the request reads; null for a request without a cursor.</summary>
    /// <exception cref="InvalidOperationException">The request was not validated.</exception>
    public ChangeCursor? Cursor(Func<string> list)
    {
        if (_problems.Count > 0 || _cursors.Count > 1)
        {
            throw NotValidated();
        }

        if (_cursors is not [{ Length: > 0 } text])
        {
            return null;
        }

        return ChangeCursor.TryRead(text, list(), out var cursor) ? cursor : throw NotValidated();

        InvalidOperationException NotValidated() =>
            new($"The request was not validated before it was handled: {ProblemsIn(list).First()}");
    }

    /// <summary>Returns the cursor of a position.</summary>
    /// <param name="version">The number of the last change before it.</param>
    /// <param name="stalledBefore">The present time for <see cref="Domain.Jobs.Job.IsStalled"/>.</param>
    public ChangeCursor CursorAt(long version, DateTimeOffset stalledBefore) =>
        new(version, DependsOnTime ? stalledBefore : null);

    // With invalid filters the request is unknown, so only the form of the cursor is checked.
    private bool IsCursor(string text, Func<string> list) =>
        _hasValidFilters ? ChangeCursor.TryRead(text, list(), out _) : PageToken.IsWellFormed(text);
}
