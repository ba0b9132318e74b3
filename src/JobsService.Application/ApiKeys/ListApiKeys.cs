using FluentValidation;
using JobsService.Application.Organizations;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using MediatR;
using Names = JobsService.Application.ApiKeys.ApiKeyListParameterNames;

namespace JobsService.Application.ApiKeys;

/// <summary>
/// The keys in scope, whole or in pages, by id or by name; never their secrets. Sending it throws
/// <see cref="NotFoundException"/> when it asks about an organization that does not exist.
/// </summary>
public sealed record ListApiKeys : OrganizationScopedRequest<PagedResult<ApiKey>>, IPagedRequest
{
    /// <summary>What the caller says about the list.</summary>
    public ApiKeyListParameters Parameters { get; init; } = ApiKeyListParameters.None;

    /// <inheritdoc/>
    PageParameters IPagedRequest.Pages => Parameters;
}

internal sealed class ListApiKeysValidator : PagedRequestValidator<ListApiKeys>
{
    public ListApiKeysValidator()
    {
        var nameExpected = $"must be given once, as a text of 1 to {ApiKey.MaxNameLength} characters";
        RuleFor(request => request.Parameters.Name).Must(IsPartOfName).WithMessage($"{Names.Name} {nameExpected}.");
        RuleFor(request => request.Parameters.NameContains)
            .Must(IsPartOfName)
            .WithMessage($"{Names.NameContains} {nameExpected}.");
        RuleFor(request => request.Parameters.OrderBy)
            .Must(IsOrder)
            .WithMessage(
                $"{Names.OrderBy} must be given once, as {ApiKeyListParameters.ById} or {ApiKeyListParameters.ByName}."
            );
        AddPageRules();
    }

    protected override string? CursorScopeOf(ListApiKeys request) =>
        IsPartOfName(request.Parameters.Name)
        && IsPartOfName(request.Parameters.NameContains)
        && IsOrder(request.Parameters.OrderBy)
            ? request.Parameters.Filter.CursorScopeIn(request.Scope)
            : null;

    private static bool IsPartOfName(IReadOnlyList<string?> values) =>
        values is [] or [{ Length: > 0 and <= ApiKey.MaxNameLength }];

    private static bool IsOrder(IReadOnlyList<string?> values) =>
        values is [] or [ApiKeyListParameters.ById or ApiKeyListParameters.ByName];
}

internal sealed class ListApiKeysHandler(IApiKeyRepository apiKeys, IOrganizationRepository organizations)
    : IRequestHandler<ListApiKeys, PagedResult<ApiKey>>
{
    public async Task<PagedResult<ApiKey>> Handle(ListApiKeys request, CancellationToken cancellationToken)
    {
        if (
            request.Organizations.OrganizationId is not null
            && !await organizations.Exists(request.Scope, cancellationToken)
        )
        {
            throw new NotFoundException();
        }

        var list = new ApiKeyList(apiKeys, request.Scope, request.Parameters.Filter);
        return await PageReader.Read(list, request.Parameters, cancellationToken);
    }

    private sealed class ApiKeyList(IApiKeyRepository apiKeys, OrganizationScope scope, ApiKeyFilter filter)
        : IPagedList<ApiKey>
    {
        public string Identity => filter.CursorScopeIn(scope);

        public IAsyncEnumerable<ApiKey> Stream() => apiKeys.Stream(scope, filter);

        public Task<IReadOnlyList<ApiKey>> ReadKeysetPage(
            Cursor start,
            int take,
            CancellationToken cancellationToken
        ) => apiKeys.ReadKeysetPage(scope, filter, start, take, cancellationToken);

        public Task<IReadOnlyList<ApiKey>> ReadOffsetPage(long skip, int take, CancellationToken cancellationToken) =>
            apiKeys.ReadOffsetPage(scope, filter, skip, take, cancellationToken);

        public Task<long> Count(CancellationToken cancellationToken) => apiKeys.Count(scope, filter, cancellationToken);

        public Cursor CursorAfter(ApiKey row) => Cursor.After(row.Id, filter.ByName ? row.Name : null);
    }
}
