using JobsService.Application.Filtering;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.Organizations;

namespace JobsService.Application.Organizations;

/// <summary>The filters and the order of the list of organizations.</summary>
public static class OrganizationFilters
{
    /// <summary>The filters and the only order, by id.</summary>
    public static ListDefinition List { get; } =
        new(
            [
                new Filter(
                    "name_contains",
                    "name",
                    TextFilter.Containing(Organization.MaxNameLength, Organization.MaxNameLength),
                    "Organizations whose name contains this text, in any case.",
                    Example: "mail"
                ),
            ],
            ListDefinition.ById
        );
}

/// <summary>Lists the organizations, as a whole or in pages, by ascending id. System admins only.</summary>
public sealed record ListOrganizations : ListRequest<Organization>
{
    /// <summary>Selects every organization, which only a system admin can access.</summary>
    public ListOrganizations() => Organizations = OrganizationSelection.Every;

    private protected override ListDefinition List => OrganizationFilters.List;

    /// <inheritdoc/>
    internal override string CursorScope => $$"""organizations {{{Query.Filters.ToTokenText(inEveryToken: 0)}}}""";
}

internal sealed class ListOrganizationsHandler(IOrganizationRepository organizations)
    : ListHandler<ListOrganizations, Organization>(organizations)
{
    private readonly IOrganizationRepository _organizations = organizations;

    /// <inheritdoc/>
    protected override IAsyncEnumerable<Organization> Read(ListOrganizations request, Window window) =>
        _organizations.Read(request.Scope, request.Query.Filters, window);

    /// <inheritdoc/>
    protected override Task<long> Count(ListOrganizations request, CancellationToken cancellationToken) =>
        _organizations.Count(request.Scope, request.Query.Filters, cancellationToken);

    /// <inheritdoc/>
    protected override Cursor CursorAfter(ListOrganizations request, Organization row) => Cursor.After(row.Id);
}
