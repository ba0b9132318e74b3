using System.Text.Json;
using CsvHelper;
using JobsService.Api.OpenApi;
using JobsService.Api.Responses;
using JobsService.Domain.Jobs;
using Microsoft.OpenApi;

namespace JobsService.Api.Jobs;

/// <summary>Returns a value of a job.</summary>
internal delegate T JobValue<out T>(in Job job);

/// <summary>A field of a job in a response: its name, its schema, and how JSON and CSV are written.</summary>
/// <param name="name">The key in JSON, and the header in CSV.</param>
/// <param name="description">The description in the OpenAPI document.</param>
internal abstract class JobField(string name, string description)
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>The key in JSON.</summary>
    protected JsonEncodedText Key { get; } = JsonEncodedText.Encode(name);

    /// <summary>The description in the OpenAPI document.</summary>
    protected string Description { get; } = description;

    /// <summary>Creates the schema of the value.</summary>
    public abstract OpenApiSchema Schema();

    /// <summary>Writes a JSON property.</summary>
    public abstract void Write(Utf8JsonWriter writer, in Job job);

    /// <summary>Writes a field of a CSV record.</summary>
    public abstract void Write(CsvWriter writer, in Job job);
}

/// <summary>A time, or null.</summary>
internal sealed class JobTime(string name, string description, JobValue<DateTimeOffset?> value, bool isNullable = false)
    : JobField(name, description)
{
    public override OpenApiSchema Schema() =>
        isNullable ? SchemaOf.OrNull(SchemaOf.Time(Description)) : SchemaOf.Time(Description);

    public override void Write(Utf8JsonWriter writer, in Job job) => writer.WriteTimeOrNull(Key, value(job));

    public override void Write(CsvWriter writer, in Job job) => writer.WriteTimeOrEmpty(value(job));
}

/// <summary>An integer, or null.</summary>
internal sealed class JobInteger(string name, string description, JobValue<long?> value, bool isNullable = false)
    : JobField(name, description)
{
    public override OpenApiSchema Schema() =>
        isNullable ? SchemaOf.OrNull(SchemaOf.Integer(Description)) : SchemaOf.Integer(Description);

    public override void Write(Utf8JsonWriter writer, in Job job) => writer.WriteNumberOrNull(Key, value(job));

    public override void Write(CsvWriter writer, in Job job) => writer.WriteField(value(job), format: default);
}

/// <summary>A text, or null.</summary>
internal sealed class JobText(string name, string description, JobValue<string?> value, bool isNullable = false)
    : JobField(name, description)
{
    public override OpenApiSchema Schema() =>
        isNullable ? SchemaOf.OrNull(SchemaOf.Text(Description)) : SchemaOf.Text(Description);

    public override void Write(Utf8JsonWriter writer, in Job job) => writer.WriteString(Key, value(job));

    public override void Write(CsvWriter writer, in Job job) => writer.WriteField(value(job));
}

/// <summary>True or false.</summary>
internal sealed class JobFlag(string name, string description, JobValue<bool> value) : JobField(name, description)
{
    public override OpenApiSchema Schema() => SchemaOf.TrueOrFalse(Description);

    public override void Write(Utf8JsonWriter writer, in Job job) => writer.WriteBoolean(Key, value(job));

    public override void Write(CsvWriter writer, in Job job) => writer.WriteField(value(job));
}
