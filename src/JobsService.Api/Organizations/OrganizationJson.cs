using System.Text.Json;
using JobsService.Api.OpenApi;
using JobsService.Api.Responses;
using JobsService.Application.Organizations;
using JobsService.Domain.Organizations;
using Microsoft.OpenApi;
using static JobsService.Api.OpenApi.SchemaOf;

namespace JobsService.Api.Organizations;

/// <summary>The JSON of an organization: its keys in alphabetical order.</summary>
internal sealed class OrganizationJson : IApiResource
{
    private static readonly JsonEncodedText Active = JsonEncodedText.Encode("active");
    private static readonly JsonEncodedText CreatedAt = JsonEncodedText.Encode("created_at");
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");

    /// <inheritdoc/>
    public static ApiResource Resource { get; } =
        new("Organization", "organizations")
        {
            Schema = Schema,
            Example = """
                {"active":true,"created_at":"2020-01-01T00:00:00Z","id":1,"name":"Organization 1"}
                """,
            ItemDescription = "The organization.",
            List = OrganizationFilters.List,
        };

    /// <summary>Writes an organization as an object.</summary>
    public static void Write(Utf8JsonWriter writer, in Organization organization)
    {
        writer.WriteStartObject();
        writer.WriteBoolean(Active, organization.Active);
        writer.WriteTimeOrNull(CreatedAt, organization.CreatedAt);
        writer.WriteNumber(Id, organization.Id);
        writer.WriteString(Name, organization.Name);
        writer.WriteEndObject();
    }

    private static OpenApiSchema Schema() =>
        Object(
            "An organization.",
            (Active.Value, TrueOrFalse("Whether the keys of the organization can authenticate.")),
            (CreatedAt.Value, Time("When the organization was created.")),
            (Id.Value, Integer("The id of the organization.")),
            (Name.Value, Text("The name of the organization."))
        );
}
