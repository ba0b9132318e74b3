using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;
using JobsService.Application.Organizations;
using JobsService.Application.Paging;
using JobsService.Application.Validation;
using JobsService.Domain.Jobs;

namespace JobsService.Application.Jobs;

/// <summary>A request for a list of jobs.</summary>
/// <remarks>
/// Throws <see cref="ValidationException"/> with <see cref="ErrorCodes.RequestedTooMany"/> if a list without paging has more jobs
/// than <see cref="JobListOptions.MaxUnpagedRecords"/>.
/// </remarks>
/// <param name="Subset">The jobs that the list selects from.</param>
public abstract record JobListRequest(JobSubset Subset) : ListRequest<Job>
{
    // Those that existed when the first page tokens were issued.
    private const int FiltersInEveryToken = 6;

    private protected override ListDefinition List => JobFilters.List;

    /// <summary>The order of the list.</summary>
    internal JobOrder Order => JobOrders.Named(Query.Order);

    /// <inheritdoc/>
    internal override string CursorScope
    {
        get
        {
            // Changing these property names would invalidate the page tokens that clients hold.
            var subset = Subset switch
            {
                JobSubset.All => "\"OnlyUnfinished\":false",
                JobSubset.Unfinished => "\"OnlyUnfinished\":true",
                _ => $"\"Subset\":\"{Subset}\"",
            };

            // The first page tokens were issued when lists had one order, so their text does not contain it.
            var order = Order == JobOrder.Id ? "" : $",\"Order\":{Json(JobOrders.NameOf(Order))}";
            return $$$"""{"Item1":{{{Json(Organizations.IsForSystemAdmins)}}},"Item2":{{{Json(Scope.OrganizationId)}}},"Item3":{{{{subset}}},{{{Query.Filters.ToTokenText(FiltersInEveryToken)}}}}{{{order}}}}""";

            static string Json<T>(T value) => JsonSerializer.Serialize(value);
        }
    }
}

/// <summary>Handles a <see cref="JobListRequest"/>.</summary>
internal abstract class JobListHandler<TRequest>(
    IJobRepository jobs,
    IOrganizationRepository organizations,
    JobListOptions options
) : ListHandler<TRequest, Job>(organizations)
    where TRequest : JobListRequest
{
    /// <inheritdoc/>
    protected override async Task<PagedResult<Job>> ReadWhole(TRequest request, CancellationToken cancellationToken)
    {
        var max = options.MaxUnpagedRecords;
        return max > 0 && await jobs.HasMoreThan(max, request.Scope, FilterOf(request), cancellationToken)
            ? throw TooMany(max)
            : await base.ReadWhole(request, cancellationToken);
    }

    /// <inheritdoc/>
    protected override IAsyncEnumerable<Job> Read(TRequest request, Window window) =>
        jobs.Read(request.Scope, FilterOf(request), window);

    /// <inheritdoc/>
    protected override Task<long> Count(TRequest request, CancellationToken cancellationToken) =>
        jobs.Count(request.Scope, FilterOf(request), cancellationToken);

    /// <inheritdoc/>
    protected override Cursor BeginningOf(TRequest request) => request.Order.Beginning();

    /// <inheritdoc/>
    protected override Cursor CursorAfter(TRequest request, Job row) => request.Order.After(row);

    private static JobFilter FilterOf(TRequest request) =>
        new(request.Subset, request.Query.Filters) { Order = request.Order };

    private static ValidationException TooMany(long max) =>
        new([
            new ValidationFailure(
                propertyName: "",
                $"The list has more than {max} jobs; read it in pages, with {PageParameters.PageToken} or "
                    + $"{PageParameters.PerPage}."
            )
            {
                ErrorCode = ErrorCodes.RequestedTooMany,
            },
        ]);
}
