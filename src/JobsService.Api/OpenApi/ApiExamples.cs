using System.Text.Json.Nodes;
using JobsService.Api.Envelope;

namespace JobsService.Api.OpenApi;

/// <summary>Answers as the service gives them. A test gets each of them from a running service.</summary>
internal static class ApiExamples
{
    private const string Job = """
        {"begins_at":"2014-07-03T13:37:00Z","created_at":"2014-07-03T13:37:33Z","finished_at":null,"id":1,"job_type":"SubscriberImport","mailing_list_id":12,"name":"50-subscribers.csv","organization_id":1,"paused":false,"progress_total":null,"progress_value":0,"retry_at":null,"started_at":null,"state":"scheduled","state2":null,"suppression_list_id":null,"updated_at":"2014-07-03T13:37:39Z"}
        """;

    /// <summary>One job.</summary>
    public static JsonNode JobAnswer => Success(Job);

    /// <summary>A whole list.</summary>
    public static JsonNode JobList => Success($"[{Job}]");

    /// <summary>A page by its number.</summary>
    public static JsonNode NumberedJobPage =>
        Success($"[{Job}]", ""","page":0,"per_page":100,"num_records":1,"num_pages":1,"next_page_token":null""");

    /// <summary>A page by its token.</summary>
    public static JsonNode JobPage => Success($"[{Job}]", ""","page_token":"","per_page":100,"next_page_token":null""");

    /// <summary>An error.</summary>
    public static JsonNode Of(ApiError error) =>
        new JsonObject
        {
            ["success"] = false,
            ["data"] = null,
            ["error_code"] = error.Code,
            ["error_message"] = error.Message,
        };

    private static JsonNode Success(string data, string position = "") =>
        JsonNode.Parse($$"""{"success":true,"data":{{data}},"error_code":null,"error_message":null{{position}}}""")!;
}
