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

        return request.Parameters switch
        {
            { PageToken: [{ } token] } => await ReadByToken(request, token, cancellationToken),
            { Page.Count: 0, PerPage.Count: 0 } => await ReadWhole(request, cancellationToken),
            _ => await ReadByNumber(request, cancellationToken),
        };
    }

    private async Task<Listing<Job>> ReadWhole(JobListRequest request, CancellationToken cancellationToken)
    {
        var max = options.MaxUnpagedRecords;
        if (
            max > 0
            && await jobs.ReadPage(request.Scope, request.Filter, skip: max, take: 1, cancellationToken) is not []
        )
        {
            throw new ValidationException([
                new ValidationFailure(
                    nameof(JobListParameters.PerPage),
                    $"The list has more than {max} jobs; read it in pages, with {JobListParameterNames.PageToken} or {JobListParameterNames.PerPage}."
                )
                {
                    ErrorCode = ErrorCodes.RequestedTooMany,
                },
            ]);
        }

        return new Listing<Job>(jobs.Stream(request.Scope, request.Filter), Page: null);
    }

    private async Task<Listing<Job>> ReadByNumber(JobListRequest request, CancellationToken cancellationToken)
    {
        var page = request.Parameters.Page is [{ } number] ? Integer(number) : 0;
        var perPage = PerPage(request);
        var records = await jobs.Count(request.Scope, request.Filter, cancellationToken);
        var rows = await jobs.ReadPage(
            request.Scope,
            request.Filter,
            (long)page * perPage,
            perPage + 1,
            cancellationToken
        );
        return PageOf(request, rows, perPage, next => new NumberedPage(page, perPage, records, next));
    }

    private async Task<Listing<Job>> ReadByToken(
        JobListRequest request,
        string token,
        CancellationToken cancellationToken
    )
    {
        var firstId = long.MinValue;
        if (token.Length > 0 && !PageToken.TryRead(token, request.Identity, out firstId))
        {
            throw new InvalidOperationException("The page token did not pass its validator.");
        }

        var perPage = PerPage(request);
        var rows = await jobs.ReadFrom(request.Scope, request.Filter, firstId, perPage + 1, cancellationToken);
        return PageOf(request, rows, perPage, next => new TokenPage(token, perPage, next));
    }

    /// <summary>The page, of rows that were read with one more than it has: whether that is there tells if a page follows.</summary>
    private static Listing<Job> PageOf(
        JobListRequest request,
        IReadOnlyList<Job> rows,
        int perPage,
        Func<string?, PagePosition> positionOf
    )
    {
        // The next page begins after the last row, and not at the one more: what comes in between is not to be missed.
        var next = rows.Count > perPage ? PageToken.Create(rows[perPage - 1].Id + 1, request.Identity) : null;
        return new Listing<Job>(rows.Take(perPage).ToAsyncEnumerable(), positionOf(next));
    }

    private static int PerPage(JobListRequest request) =>
        request.Parameters.PerPage is [{ } perPage] ? Integer(perPage) : JobListParameters.DefaultPerPage;

    private static int Integer(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
