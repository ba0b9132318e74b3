using System.Text.Json.Serialization;

namespace JobsService.Benchmarks.Peers;

/// <summary>A job of Hangfire as JSON, with what its dashboard shows of it.</summary>
internal sealed record HangfireRow(
    string Id,
    string Type,
    string Method,
    string Arguments,
    string State,
    DateTime? ChangedAt,
    long? DurationMs,
    string? Message
);

/// <summary>The generated serializer, which is faster than the one by reflection.</summary>
[JsonSerializable(typeof(IEnumerable<HangfireRow>))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class HangfireJson : JsonSerializerContext;
