using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace JobsService.Api.OpenApi;

/// <summary>What the API's document says about all routes together.</summary>
internal sealed class ApiDescription : IOpenApiDocumentTransformer
{
    /// <summary>The name of the security scheme.</summary>
    public const string SecurityScheme = "key";

    private const string Text = """
        An organization polls this API to learn how its background jobs, campaigns and imports, are getting on.

        **Keys.** HTTP Basic: the user name is the organization's id, the password the key's secret. A key with the role
        `organization_admin` sees the jobs of its organization, a `system_admin` key, which only organization 1 can have, sees
        those of all.

        **Answers** are an envelope with the keys `success`, `data`, `error_code` and `error_message`, errors included; a page
        has further keys after them. Absent values are `null`, times are UTC in whole seconds, ids are 64-bit integers.
        `state` and `job_type` are open sets.

        **Lists** come whole, by ascending id, as they are read: a connection that breaks off means that the list is not whole.
        An operator may limit how long a whole list can be; a longer one is `requested_too_many`, and comes in pages only.
        With `page` or `per_page` they come in pages that are counted; with `page_token` in pages that are not, that cost the
        same at any depth where there are no filters, and that neither overlap nor leave anything out while jobs come and go.

        **Keys of keys.** A key makes, changes, rotates and revokes the keys of its organization, but for `system_admin` ones,
        which exist for `system_admin` keys only. A secret is in one answer and never again. Every change is in the audit log.

        **Errors** that any path can have: 404 `not_found` for an unknown route, 405 `invalid_request` with `Allow` for a method
        that the path does not take.
        """;

    /// <inheritdoc/>
    public Task TransformAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        document.Info = new OpenApiInfo
        {
            Title = "Jobs API",
            Version = "2",
            Description = Text,
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
        };

        // Where the document was asked for, which is right behind any proxy.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Tags = new HashSet<OpenApiTag>
        {
            new() { Name = "Jobs", Description = "Background jobs." },
            new()
            {
                Name = "API keys",
                Description =
                    "The keys themselves: an organization admin has those of its organization, but for `system_admin` ones.",
            },
            new() { Name = "Audit log", Description = "Who changed which key, or tried to." },
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SecurityScheme, document)] = [] },
        ];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [SecurityScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "basic",
                Description =
                    "The organization's id, and the secret of one of its keys: 40 lower-case hexadecimal digits.",
            },
        };
        document.Components.Schemas = ApiSchemas.All(document);
        document.Components.Headers = ApiHeaders.All();
        return Task.CompletedTask;
    }
}
