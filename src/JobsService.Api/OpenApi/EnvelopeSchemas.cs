using System.Text.Json.Nodes;
using JobsService.Api.Responses;
using JobsService.Application.Paging;
using Microsoft.OpenApi;
using static JobsService.Api.OpenApi.SchemaOf;

namespace JobsService.Api.OpenApi;

/// <summary>The schemas and examples of the envelopes that <see cref="EnvelopeJson"/> writes.</summary>
internal static class EnvelopeSchemas
{
    public static OpenApiSchema Item(IOpenApiSchema item) => Object("A single resource.", Success(item));

    public static OpenApiSchema List(IOpenApiSchema rows, string plural) =>
        Object($"A whole list of {plural}.", Success(rows));

    public static OpenApiSchema NumberedPage(IOpenApiSchema rows, string plural) =>
        Object(
            $"A numbered page of a list. Its {plural} and its counts are not read at the same time.",
            [
                .. Success(rows),
                ("page", Integer("The number of the page, from 0.", minimum: 0)),
                ("per_page", PerPage(plural)),
                ("num_records", Integer($"The number of {plural} in the list.", minimum: 0)),
                ("num_pages", Integer("The number of pages of the list.", minimum: 0)),
                ("next_page_token", NextPageToken()),
            ]
        );

    public static OpenApiSchema KeysetPage(IOpenApiSchema rows, string plural) =>
        Object(
            "A keyset page of a list.",
            [
                .. Success(rows),
                ("page_token", Text("The page_token of the request.")),
                ("per_page", PerPage(plural)),
                ("next_page_token", NextPageToken()),
            ]
        );

    public static OpenApiSchema Error() =>
        Object(
            "An error.",
            ("success", OneOf(JsonSchemaType.Boolean, false)),
            ("data", Null()),
            ("error_code", OneOf(JsonSchemaType.String, [.. ApiError.Codes.Select(code => JsonValue.Create(code))])),
            ("error_message", Text("A message for the developer of a client. Its text can change."))
        );

    public static JsonNode ItemExample(ApiResource resource) => Success(resource.Example);

    public static JsonNode ListExample(ApiResource resource) => Success($"[{resource.Example}]");

    public static JsonNode NumberedPageExample(ApiResource resource) =>
        Success(
            $"[{resource.Example}]",
            ""","page":0,"per_page":100,"num_records":1,"num_pages":1,"next_page_token":null"""
        );

    public static JsonNode KeysetPageExample(ApiResource resource) =>
        Success($"[{resource.Example}]", ""","page_token":"","per_page":100,"next_page_token":null""");

    public static JsonNode ErrorExample(ApiError error) =>
        new JsonObject
        {
            ["success"] = false,
            ["data"] = null,
            ["error_code"] = error.Code,
            ["error_message"] = error.Message,
        };

    /// <summary>The four keys of every envelope of a successful response.</summary>
    public static (string, IOpenApiSchema)[] Success(IOpenApiSchema data) =>
        [
            ("success", OneOf(JsonSchemaType.Boolean, true)),
            ("data", data),
            ("error_code", Null()),
            ("error_message", Null()),
        ];

    private static JsonNode Success(string data, string page = "") =>
        JsonNode.Parse($$"""{"success":true,"data":{{data}},"error_code":null,"error_message":null{{page}}}""")!;

    private static OpenApiSchema PerPage(string plural) =>
        Integer($"The maximum number of {plural} in a page.", minimum: 1, PageParameters.MaxPerPage);

    private static OpenApiSchema NextPageToken() =>
        OrNull(Text("The page_token of the next page; null on the last page."));
}
