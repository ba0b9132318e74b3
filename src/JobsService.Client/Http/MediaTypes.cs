namespace JobsService.Client.Http;

/// <summary>The content types of the service.</summary>
internal static class MediaTypes
{
    public const string Csv = "text/csv";
    public const string Events = "text/event-stream";
    public const string Json = "application/json";
    public const string Ndjson = "application/x-ndjson";
}
