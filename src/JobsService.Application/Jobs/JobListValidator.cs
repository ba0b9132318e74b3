using System.Globalization;
using FluentValidation;
using FluentValidation.Results;
using JobsService.Application.Paging;
using JobsService.Application.Validation;
using Names = JobsService.Application.Jobs.JobListParameterNames;

namespace JobsService.Application.Jobs;

/// <summary>Checks what a caller says about a list. A message a problem, each with the name of its parameter.</summary>
internal abstract class JobListValidator<TRequest> : AbstractValidator<TRequest>
    where TRequest : JobListRequest
{
    private const string TimeExpected =
        "must be given once, as a UNIX timestamp in seconds or as an ISO-8601 date-time with its offset, like 1404394620 or "
        + "2014-07-03T13:37:00Z, in the years 1 to 9999";

    private static readonly string WordsExpected =
        $"must be words separated by commas, each of 1 to {JobListParameters.MaxWordLength} printable ASCII characters "
        + $"without spaces at its ends, at most {JobListParameters.MaxWords} different ones";

    private static readonly string PageExpected = $"must be given once, as an integer from 0 to {int.MaxValue}";

    private static readonly string PerPageExpected =
        $"must be given once, as an integer from 1 to {JobListParameters.MaxPerPage}";

    private const string PageTokenExpected =
        "must be empty, for the first page, or the next_page_token of the page before, with the same route and the same "
        + "filters; this one is damaged or of another list";

    private readonly List<Func<JobListParameters, bool>> _filters = [];

    protected JobListValidator()
    {
        Filter(Names.BeginsAtAfter, list => list.BeginsAtAfter, IsAfter, TimeExpected);
        Filter(Names.BeginsAtBefore, list => list.BeginsAtBefore, IsBefore, TimeExpected);
        Filter(Names.FinishedAtAfter, list => list.FinishedAtAfter, IsAfter, TimeExpected);
        Filter(Names.FinishedAtBefore, list => list.FinishedAtBefore, IsBefore, TimeExpected);
        Filter(Names.State, list => list.State, WordList.IsValid, WordsExpected);
        Filter(Names.JobType, list => list.JobType, WordList.IsValid, WordsExpected);
        RuleFor(request => request.Parameters.Page)
            .Must(page => page.Count == 0 || TryReadInteger(page, out _))
            .WithMessage($"{Names.Page} {PageExpected}.");
        RuleFor(request => request.Parameters.PerPage)
            .Cascade(CascadeMode.Stop)
            .Must(perPage => perPage.Count == 0 || IsPositive(perPage))
            .WithMessage($"{Names.PerPage} {PerPageExpected}.")
            .Must(perPage => perPage.Count == 0 || IsInOnePage(perPage))
            .WithMessage($"{Names.PerPage} {PerPageExpected}.")
            .WithErrorCode(ErrorCodes.RequestedTooMany);
        RuleFor(request => request.Parameters.PageToken)
            .Cascade(CascadeMode.Stop)
            .Must(token => token.Count <= 1)
            .WithMessage($"{Names.PageToken} must be given once.")
            .Must((request, token) => token.Count == 0 || IsPageToken(request, token))
            .WithMessage($"{Names.PageToken} {PageTokenExpected}.");
        RuleFor(request => request.Parameters)
            .Must(list => list.Page.Count == 0 || list.PageToken.Count == 0)
            .WithMessage($"{Names.Page} and {Names.PageToken} exclude each other.");
    }

    /// <summary>Nothing can be wrong with a request that says nothing, as most that poll do.</summary>
    protected override bool PreValidate(ValidationContext<TRequest> context, ValidationResult result) =>
        !ReferenceEquals(context.InstanceToValidate.Parameters, JobListParameters.None);

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

    private static bool TryReadInteger(IReadOnlyList<string?> values, out int number)
    {
        number = 0;
        return values is [{ } text]
            && text.All(char.IsAsciiDigit)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    // One that is too large for an integer is a positive one all the same.
    private static bool IsPositive(IReadOnlyList<string?> values) =>
        values is [{ Length: > 0 } text] && text.All(char.IsAsciiDigit) && text.Any(digit => digit != '0');

    private static bool IsInOnePage(IReadOnlyList<string?> values) =>
        TryReadInteger(values, out var number) && number <= JobListParameters.MaxPerPage;

    // Whether it is the list's can be told only when it is known which list is meant; else the filters are the problem.
    private bool IsPageToken(JobListRequest request, IReadOnlyList<string?> values) =>
        values switch
        {
            [""] => true,
            [{ } text] when _filters.TrueForAll(isValid => isValid(request.Parameters)) => PageToken.TryRead(
                text,
                request.IdentityOf(request.Filter),
                out _
            ),
            [{ } text] => PageToken.IsWellFormed(text),
            _ => false,
        };
}
