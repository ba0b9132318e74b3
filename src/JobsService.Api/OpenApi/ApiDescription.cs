using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace JobsService.Api.OpenApi;

/// <summary>Documents what all routes have in common: title, description, authentication and response headers.</summary>
internal sealed class ApiDescription : IOpenApiDocumentTransformer
{
    /// <summary>The name of the security scheme.</summary>
    public const string SecurityScheme = "key";

    private const string Text = """
        Organizations poll this API to follow the progress of their background jobs, such as campaigns and imports.

        **Authentication.** HTTP Basic: the user name is the id of the organization, the password is the secret of a key. A key
        with the role `organization_admin` reads the jobs of its organization. A `system_admin` key reads the jobs of all
        organizations; only organization 1 can have such keys.

        **Responses** are envelopes with the keys `success`, `data`, `error_code` and `error_message`, errors included. A page
        has additional keys after these. Absent values are `null`, times are UTC with second precision, ids are 64-bit integers.
        New values of `state` and `job_type` can be added at any time.

        **Lists** are streamed as a whole, by default in the order of ids. If the connection breaks, the list is incomplete. An operator
        can limit the length of a whole list; a longer list is refused with `requested_too_many` and must be read in pages.
        `page` or `per_page` requests a numbered page, which includes the counts of records and pages. `page_token` requests a
        keyset page, which has no counts: without filters every page costs the same, and pages neither overlap nor skip rows
        while rows are added and removed.

        **Managing API keys.** A key creates, changes, rotates and revokes the keys of its organization. `system_admin` keys are
        visible to `system_admin` keys only. A secret is returned once, when it is created. The audit log records every change, and of
        each organization up to 500 attempts per hour that were refused because they were out of scope, found nothing or were invalid
        (403, 404, 422). Requests that are refused earlier, such as those with a malformed body, are not recorded.

        **Errors** that every path can return: 404 `not_found` for an unknown route, 405 `invalid_request` with an `Allow` header
        for a method that the path does not support.
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

        // Relative to the address of the document, which is correct behind any proxy.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Tags = new HashSet<OpenApiTag>
        {
            new() { Name = "Jobs", Description = "Background jobs." },
            new()
            {
                Name = "API keys",
                Description =
                    "API keys. An organization admin manages the keys of its organization, except `system_admin` keys.",
            },
            new() { Name = "Audit log", Description = "Changes of API keys, and attempts that were refused." },
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
                    "The id of the organization, and the secret of one of its keys: 40 lower-case hexadecimal digits.",
            },
        };
        document.Components.Headers = ApiHeaders.All();
        return Task.CompletedTask;
    }
}
