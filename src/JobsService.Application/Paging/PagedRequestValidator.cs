using System.Globalization;
using FluentValidation;
using JobsService.Application.Validation;
using Names = JobsService.Application.Paging.PageParameterNames;

namespace JobsService.Application.Paging;

/// <summary>Checks what a caller says about pages. A message a problem, each with the name of its parameter.</summary>
internal abstract class PagedRequestValidator<TRequest> : AbstractValidator<TRequest>
    where TRequest : IPagedRequest
{
    private const string PageTokenExpected =
        "must be empty, for the first page, or the next_page_token of the page before, with the same route and the same "
        + "filters; this one is damaged or of another list";

    private static readonly string PageExpected = $"must be given once, as an integer from 0 to {int.MaxValue}";

    private static readonly string PerPageExpected =
        $"must be given once, as an integer from 1 to {PageParameters.MaxPerPage}";

    /// <summary>All that tells the list from others; null when what is said about it makes no sense.</summary>
    protected abstract string? CursorScopeOf(TRequest request);

    /// <summary>Adds the rules about pages, after those about the list itself.</summary>
    protected void AddPageRules()
    {
        RuleFor(request => request.Pages.Page)
            .Must(page => page.Count == 0 || TryReadInteger(page, out _))
            .WithMessage($"{Names.Page} {PageExpected}.");
        RuleFor(request => request.Pages.PerPage)
            .Cascade(CascadeMode.Stop)
            .Must(perPage => perPage.Count == 0 || IsPositive(perPage))
            .WithMessage($"{Names.PerPage} {PerPageExpected}.")
            .Must(perPage => perPage.Count == 0 || IsInOnePage(perPage))
            .WithMessage($"{Names.PerPage} {PerPageExpected}.")
            .WithErrorCode(ErrorCodes.RequestedTooMany);
        RuleFor(request => request.Pages.PageToken)
            .Cascade(CascadeMode.Stop)
            .Must(token => token.Count <= 1)
            .WithMessage($"{Names.PageToken} must be given once.")
            .Must((request, token) => token.Count == 0 || IsPageToken(request, token))
            .WithMessage($"{Names.PageToken} {PageTokenExpected}.");
        RuleFor(request => request.Pages)
            .Must(list => list.Page.Count == 0 || list.PageToken.Count == 0)
            .WithMessage($"{Names.Page} and {Names.PageToken} exclude each other.");
    }

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
        TryReadInteger(values, out var number) && number <= PageParameters.MaxPerPage;

    // Whether it is the list's can be told only when it is known which list is meant; else the filters are the problem.
    private bool IsPageToken(TRequest request, IReadOnlyList<string?> values) =>
        values switch
        {
            [""] => true,
            [{ } text] => CursorScopeOf(request) is { } list
                ? PageToken.TryRead(text, list, out _)
                : PageToken.IsWellFormed(text),
            _ => false,
        };
}
