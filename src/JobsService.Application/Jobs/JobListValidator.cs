using FluentValidation;
using FluentValidation.Results;
using JobsService.Application.Paging;
using Names = JobsService.Application.Jobs.JobListParameterNames;

namespace JobsService.Application.Jobs;

/// <summary>Checks what a caller says about a list. A message a problem, each with the name of its parameter.</summary>
internal abstract class JobListValidator<TRequest> : PagedRequestValidator<TRequest>
    where TRequest : JobListRequest
{
    private const string TimeExpected =
        "must be given once, as a UNIX timestamp in seconds or as an ISO-8601 date-time with its offset, like 1404394620 or "
        + "2014-07-03T13:37:00Z, in the years 1 to 9999";

    private static readonly string WordsExpected =
        $"must be words separated by commas, each of 1 to {JobListParameters.MaxWordLength} printable ASCII characters "
        + $"without spaces at its ends, at most {JobListParameters.MaxWords} different ones";

    private readonly List<Func<JobListParameters, bool>> _filters = [];

    protected JobListValidator()
    {
        Filter(Names.BeginsAtAfter, list => list.BeginsAtAfter, IsAfter, TimeExpected);
        Filter(Names.BeginsAtBefore, list => list.BeginsAtBefore, IsBefore, TimeExpected);
        Filter(Names.FinishedAtAfter, list => list.FinishedAtAfter, IsAfter, TimeExpected);
        Filter(Names.FinishedAtBefore, list => list.FinishedAtBefore, IsBefore, TimeExpected);
        Filter(Names.State, list => list.State, WordList.IsValid, WordsExpected);
        Filter(Names.JobType, list => list.JobType, WordList.IsValid, WordsExpected);
        AddPageRules();
    }

    /// <summary>Nothing can be wrong with a request that says nothing, as most that poll do.</summary>
    protected override bool PreValidate(ValidationContext<TRequest> context, ValidationResult result) =>
        !ReferenceEquals(context.InstanceToValidate.Parameters, JobListParameters.None);

    /// <inheritdoc/>
    protected override string? CursorScopeOf(TRequest request) =>
        _filters.TrueForAll(isValid => isValid(request.Parameters)) ? request.CursorScopeOf(request.Filter) : null;

    private void Filter(
        string name,
        Func<JobListParameters, IReadOnlyList<string?>> valuesOf,
        Func<IReadOnlyList<string?>, bool> areValid,
        string expected
    )
    {
        bool IsValid(JobListParameters list) => valuesOf(list) is var values && (values.Count == 0 || areValid(values));

        _filters.Add(IsValid);
        RuleFor(request => request.Parameters).Must(IsValid).WithMessage($"{name} {expected}.");
    }

    private static bool IsAfter(IReadOnlyList<string?> values) =>
        values is [var text] && TimeBound.TryReadAfter(text, out _);

    private static bool IsBefore(IReadOnlyList<string?> values) =>
        values is [var text] && TimeBound.TryReadBefore(text, out _);
}
