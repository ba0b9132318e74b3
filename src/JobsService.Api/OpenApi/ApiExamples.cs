using System.Text.Json.Nodes;
using JobsService.Api.Responses;

namespace JobsService.Api.OpenApi;

/// <summary>Answers as the service gives them. A test gets each of them from a running service.</summary>
internal static class ApiExamples
{
    private const string Job = """
        {"begins_at":"2014-07-03T13:37:00Z","created_at":"2014-07-03T13:37:33Z","finished_at":null,"id":1,"job_type":"SubscriberImport","mailing_list_id":12,"name":"50-subscribers.csv","organization_id":1,"paused":false,"progress_total":null,"progress_value":0,"retry_at":null,"started_at":null,"state":"scheduled","state2":null,"suppression_list_id":null,"updated_at":"2014-07-03T13:37:39Z"}
        """;

    private const string ApiKey = """
        {"active":true,"created_at":"2026-01-01T00:00:00Z","expires_at":null,"id":1,"last_used_at":"2026-01-02T00:00:00Z","name":"my poller","organization_id":1,"role":"organization_admin","secret_last4":"61d2"}
        """;

    private const string IssuedApiKey = """
        {"active":true,"created_at":"2026-01-01T00:00:00Z","expires_at":null,"id":3,"last_used_at":null,"name":"my poller","organization_id":1,"role":"organization_admin","secret":"5e96465c883f3309f0105a2e1076632b687e61d2","secret_last4":"61d2"}
        """;

    private const string AuditEntry = """
        {"action":"api_key.create","actor_api_key_id":1,"actor_organization_id":1,"api_key_id":3,"created_at":"2026-01-01T00:00:00Z","detail":"name 'my poller', role organization_admin","id":1,"organization_id":1,"outcome":"done","request_id":"f6e40d578ed1d9c418cca45e1b7fe532"}
        """;

    /// <summary>The answer with one thing.</summary>
    public static JsonNode AnswerWith(ListSchemas kind) => Success(ExampleOf(kind));

    /// <summary>A whole list.</summary>
    public static JsonNode List(ListSchemas kind) => Success($"[{ExampleOf(kind)}]");

    /// <summary>A page by its number.</summary>
    public static JsonNode NumberedPage(ListSchemas kind) =>
        Success(
            $"[{ExampleOf(kind)}]",
            ""","page":0,"per_page":100,"num_records":1,"num_pages":1,"next_page_token":null"""
        );

    /// <summary>A page by its token.</summary>
    public static JsonNode Page(ListSchemas kind) =>
        Success($"[{ExampleOf(kind)}]", ""","page_token":"","per_page":100,"next_page_token":null""");

    /// <summary>An error.</summary>
    public static JsonNode Of(ApiError error) =>
        new JsonObject
        {
            ["success"] = false,
            ["data"] = null,
            ["error_code"] = error.Code,
            ["error_message"] = error.Message,
        };

    private static string ExampleOf(ListSchemas kind) =>
        kind.Name switch
        {
            "Job" => Job,
            "ApiKey" => ApiKey,
            "IssuedApiKey" => IssuedApiKey,
            _ => AuditEntry,
        };

    private static JsonNode Success(string data, string position = "") =>
        JsonNode.Parse($$"""{"success":true,"data":{{data}},"error_code":null,"error_message":null{{position}}}""")!;
}
