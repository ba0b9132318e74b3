using System.Globalization;
using FluentValidation;
using FluentValidation.Results;
using JobsService.Application.Organizations;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Application.Validation;
using JobsService.Domain.Jobs;

namespace JobsService.Application.Jobs;

/// <summary>Reads a list of jobs as its parameters want it, which have passed their validator: whole, or a page of it.</summary>
internal sealed class JobListReader(IJobRepository jobs, IOrganizationRepository organizations, JobListOptions options)
{
    /// <inheritdoc cref="JobListRequest"/>
    public async Task<Listing<Job>> Read(JobListRequest request, CancellationToken cancellationToken)
    {
        if (
            request.Organizations.OrganizationId is not null
            && !await organizations.Exists(request.Scope, cancellationToken)
        )
        {
            throw new NotFoundException();
        }

        var filter = request.Filter;
        return request.Parameters switch
        {
            { PageToken: [{ } token] } => await ReadByToken(request, filter, token, cancellationToken),
            { Page.Count: 0, PerPage.Count: 0 } => await ReadWhole(request, filter, cancellationToken),
            _ => await ReadByNumber(request, filter, cancellationToken),
        };
    }

    private async Task<Listing<Job>> ReadWhole(
        JobListRequest request,
        JobFilter filter,
        CancellationToken cancellationToken
    )
    {
        var max = options.MaxUnpagedRecords;
        if (max > 0 && await jobs.HasMoreThan(max, request.Scope, filter, cancellationToken))
        {
            throw TooMany(max);
        }

        return new Listing<Job>(jobs.Stream(request.Scope, filter), Page: null);
    }

    private async Task<Listing<Job>> ReadByNumber(
        JobListRequest request,
        JobFilter filter,
        CancellationToken cancellationToken
    )
    {
        var page = request.Parameters.Page is [{ } number] ? Integer(number) : 0;
        var perPage = PerPage(request);
        var skip = (long)page * perPage;
        var records = await jobs.Count(request.Scope, filter, cancellationToken);
        var rows = await jobs.ReadOffsetPage(request.Scope, filter, skip, perPage + 1, cancellationToken);
        var next = NextPageToken(rows, perPage, request.IdentityOf(filter));
        return PageOf(rows, new NumberedPage(page, perPage, records, next));
    }

    private async Task<Listing<Job>> ReadByToken(
        JobListRequest request,
        JobFilter filter,
        string token,
        CancellationToken cancellationToken
    )
    {
        var list = request.IdentityOf(filter);
        var firstId = long.MinValue;
        if (token.Length > 0 && !PageToken.TryRead(token, list, out firstId))
        {
            throw new InvalidOperationException("The page token did not pass its validator.");
        }

        var perPage = PerPage(request);
        var rows = await jobs.ReadKeysetPage(request.Scope, filter, firstId, perPage + 1, cancellationToken);
        return PageOf(rows, new TokenPage(token, perPage, NextPageToken(rows, perPage, list)));
    }

    /// <summary>Whether a page follows is told by one row more than a page has, which was read too.</summary>
    private static string? NextPageToken(IReadOnlyList<Job> rows, int perPage, string list) =>
        // The next page begins after the last row, and not at the one more: what comes in between is not to be missed.
        rows.Count > perPage
            ? PageToken.Create(rows[perPage - 1].Id + 1, list)
            : null;

    private static Listing<Job> PageOf(IReadOnlyList<Job> rows, PagePosition position) =>
        new(rows.Take(position.PerPage).ToAsyncEnumerable(), position);

    private static ValidationException TooMany(long max)
    {
        var message =
            $"The list has more than {max} jobs; read it in pages, with {JobListParameterNames.PageToken} or "
            + $"{JobListParameterNames.PerPage}.";
        return new ValidationException([
            new ValidationFailure(propertyName: "", message) { ErrorCode = ErrorCodes.RequestedTooMany },
        ]);
    }

    private static int PerPage(JobListRequest request) =>
        request.Parameters.PerPage is [{ } perPage] ? Integer(perPage) : JobListParameters.DefaultPerPage;

    private static int Integer(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
