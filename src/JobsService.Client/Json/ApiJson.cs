using System.Text.Json;
using System.Text.Json.Serialization;

namespace JobsService.Client.Json;

/// <summary>The generated serialization of the API. Unknown keys are ignored, because the service can add fields.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    Converters = [typeof(JobStateConverter), typeof(JobTypeConverter), typeof(ApiKeyRoleConverter)]
)]
[JsonSerializable(typeof(ErrorEnvelope))]
[JsonSerializable(typeof(ItemEnvelope<Job>))]
[JsonSerializable(typeof(ItemEnvelope<JobStatistics>))]
[JsonSerializable(typeof(ItemEnvelope<Organization>))]
[JsonSerializable(typeof(ItemEnvelope<ApiKey>))]
[JsonSerializable(typeof(ItemEnvelope<CallerIdentity>))]
[JsonSerializable(typeof(ListEnvelope<Job>))]
[JsonSerializable(typeof(ListEnvelope<Organization>))]
[JsonSerializable(typeof(ListEnvelope<ApiKey>))]
[JsonSerializable(typeof(ChangesEnvelope))]
[JsonSerializable(typeof(ApiKeyBody))]
[JsonSerializable(typeof(JobReference))]
[JsonSerializable(typeof(ReadyEvent))]
internal sealed partial class ApiJson : JsonSerializerContext;

/// <summary>The envelope of an error.</summary>
internal sealed class ErrorEnvelope
{
    public string? ErrorCode { get; set; }

    public string? ErrorMessage { get; set; }
}

/// <summary>The envelope of one item.</summary>
internal sealed class ItemEnvelope<T>
    where T : class
{
    public bool Success { get; set; }

    public T? Data { get; set; }
}

/// <summary>The envelope of a page.</summary>
internal sealed class ListEnvelope<T>
    where T : class
{
    public bool Success { get; set; }

    public List<T>? Data { get; set; }

    public string? NextPageToken { get; set; }
}

/// <summary>The envelope of changes.</summary>
internal sealed class ChangesEnvelope
{
    public bool Success { get; set; }

    public List<Job>? Data { get; set; }

    public List<long>? Deleted { get; set; }

    public List<long>? Left { get; set; }

    public bool HasMore { get; set; }

    public string? NextCursor { get; set; }
}

/// <summary>The body of a change of an API key.</summary>
internal sealed class ApiKeyBody
{
    public ApiKeyAttributes ApiKey { get; set; } = new();
}

/// <summary>The attributes of a change of an API key. Absent ones are null.</summary>
internal sealed class ApiKeyAttributes
{
    public string? Name { get; set; }

    public string? Role { get; set; }

    public bool? Active { get; set; }

    public int? OverlapMinutes { get; set; }
}

/// <summary>The data of an event about a job that is no longer selected.</summary>
internal sealed class JobReference
{
    public long? Id { get; set; }
}

/// <summary>The data of the first event of a stream.</summary>
internal sealed class ReadyEvent
{
    public string? Cursor { get; set; }
}
