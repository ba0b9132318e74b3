using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using JobsService.Client.Http;
using JobsService.Client.Json;

namespace JobsService.Client;

public partial class JobsClient
{
    /// <summary>Returns the key of this client and its organization.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    public virtual Task<CallerIdentity> GetCallerIdentityAsync(CancellationToken cancellationToken = default) =>
        GetItem("whoami", ApiJson.Default.ItemEnvelopeCallerIdentity, cancellationToken);

    /// <summary>Lists organizations, for system admins.</summary>
    /// <param name="nameContains">Organizations whose name contains this text, ignoring case; null for all.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public virtual AsyncPageable<Organization> GetOrganizationsAsync(
        string? nameContains = null,
        CancellationToken cancellationToken = default
    ) =>
        GetList(
            "organizations",
            new QueryString().Add("name_contains", nameContains),
            ApiJson.Default.ListEnvelopeOrganization,
            cancellationToken
        );

    /// <summary>Returns one organization, for system admins.</summary>
    /// <param name="id">The id of the organization.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="JobsException">The status is 404: there is no such organization.</exception>
    public virtual Task<Organization> GetOrganizationAsync(long id, CancellationToken cancellationToken = default) =>
        GetItem($"organizations/{Text(id)}", ApiJson.Default.ItemEnvelopeOrganization, cancellationToken);

    /// <summary>Lists API keys, without their secrets.</summary>
    /// <param name="organizationId">The organization, for system admins; null for the organization of this key.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public virtual AsyncPageable<ApiKey> GetApiKeysAsync(
        long? organizationId = null,
        CancellationToken cancellationToken = default
    ) => GetList(KeysPath(organizationId), new QueryString(), ApiJson.Default.ListEnvelopeApiKey, cancellationToken);

    /// <summary>Returns one API key, without its secret.</summary>
    /// <param name="id">The id of the key.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="JobsException">The status is 404: this key has access to no such key.</exception>
    public virtual Task<ApiKey> GetApiKeyAsync(long id, CancellationToken cancellationToken = default) =>
        GetItem($"api_keys/{Text(id)}", ApiJson.Default.ItemEnvelopeApiKey, cancellationToken);

    /// <summary>Creates an API key. It is not retried.</summary>
    /// <param name="name">The purpose of the key, 1 to 100 characters.</param>
    /// <param name="role">The role; null for <see cref="ApiKeyRole.OrganizationAdmin"/>.</param>
    /// <param name="organizationId">The organization, for system admins; null for the organization of this key.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The key with its <see cref="ApiKey.Secret"/>, which no other response contains.</returns>
    public virtual Task<ApiKey> CreateApiKeyAsync(
        string name,
        ApiKeyRole? role = null,
        long? organizationId = null,
        CancellationToken cancellationToken = default
    ) =>
        ChangeKey(
            HttpMethod.Post,
            KeysPath(organizationId),
            new ApiKeyAttributes { Name = name, Role = role?.ToString() },
            cancellationToken
        );

    /// <summary>Renames, activates or deactivates an API key. It is not retried.</summary>
    /// <param name="id">The id of the key.</param>
    /// <param name="name">The new name; null to keep it.</param>
    /// <param name="active">Whether the key can authenticate; null to keep it.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The changed key.</returns>
    public virtual Task<ApiKey> UpdateApiKeyAsync(
        long id,
        string? name = null,
        bool? active = null,
        CancellationToken cancellationToken = default
    ) =>
        ChangeKey(
            HttpMethod.Put,
            $"api_keys/{Text(id)}",
            new ApiKeyAttributes { Name = name, Active = active },
            cancellationToken
        );

    /// <summary>Replaces the secret of an API key. It is not retried.</summary>
    /// <param name="id">The id of the key.</param>
    /// <param name="overlap">How long the old secret remains valid, up to 30 days; not at all by default.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The key with its new <see cref="ApiKey.Secret"/>, which no other response contains.</returns>
    public virtual Task<ApiKey> RotateApiKeyAsync(
        long id,
        TimeSpan overlap = default,
        CancellationToken cancellationToken = default
    ) =>
        ChangeKey(
            HttpMethod.Post,
            $"api_keys/{Text(id)}/rotate",
            new ApiKeyAttributes { OverlapMinutes = (int)Math.Ceiling(overlap.TotalMinutes) },
            cancellationToken
        );

    /// <summary>Revokes an API key permanently. It is not retried.</summary>
    /// <param name="id">The id of the key.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The revoked key.</returns>
    public virtual Task<ApiKey> DeleteApiKeyAsync(long id, CancellationToken cancellationToken = default) =>
        ChangeKey(HttpMethod.Delete, $"api_keys/{Text(id)}", attributes: null, cancellationToken);

    private static string KeysPath(long? organizationId) =>
        organizationId is { } id ? $"organizations/{Text(id)}/api_keys" : "api_keys";

    private Task<ApiKey> ChangeKey(
        HttpMethod method,
        string path,
        ApiKeyAttributes? attributes,
        CancellationToken cancellationToken
    ) =>
        _api.Change(
            method,
            path,
            attributes is null
                ? null
                : JsonSerializer.SerializeToUtf8Bytes(
                    new ApiKeyBody { ApiKey = attributes },
                    ApiJson.Default.ApiKeyBody
                ),
            Responses.Item(ApiJson.Default.ItemEnvelopeApiKey),
            cancellationToken
        );

    private Task<T> GetItem<T>(string path, JsonTypeInfo<ItemEnvelope<T>> type, CancellationToken cancellationToken)
        where T : class => _api.Get(path, MediaTypes.Json, Responses.Item(type), cancellationToken);

    private PageWalk<T> GetList<T>(
        string path,
        QueryString filters,
        JsonTypeInfo<ListEnvelope<T>> type,
        CancellationToken cancellationToken
    )
        where T : class =>
        new(
            (token, size, canceled) =>
                _api.Get(
                    path + new QueryString().Add(filters).Add("per_page", size).Add("page_token", token ?? ""),
                    MediaTypes.Json,
                    Responses.List(type),
                    canceled
                ),
            cancellationToken
        );
}
