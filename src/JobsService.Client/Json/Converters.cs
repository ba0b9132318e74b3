using System.Text.Json;
using System.Text.Json.Serialization;

namespace JobsService.Client.Json;

/// <summary>Reads states.</summary>
internal sealed class JobStateConverter : JsonConverter<JobState>
{
    public override JobState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, JobState value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

/// <summary>Reads types of jobs.</summary>
internal sealed class JobTypeConverter : JsonConverter<JobType>
{
    public override JobType Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, JobType value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

/// <summary>Reads roles.</summary>
internal sealed class ApiKeyRoleConverter : JsonConverter<ApiKeyRole>
{
    public override ApiKeyRole Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, ApiKeyRole value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
