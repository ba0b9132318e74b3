using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace JobsService.Api.OpenApi;

/// <summary>Schemas of the few kinds of values that the API has.</summary>
internal static class SchemaOf
{
    private const string TimePattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$";

    /// <summary>An object with these properties, all of them and no other.</summary>
    public static OpenApiSchema Object(
        string description,
        params IReadOnlyCollection<(string Name, IOpenApiSchema Schema)> properties
    ) =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description = description,
            Properties = properties.ToDictionary(
                property => property.Name,
                property => property.Schema,
                StringComparer.Ordinal
            ),
            Required = properties.Select(property => property.Name).ToHashSet(StringComparer.Ordinal),
            AdditionalPropertiesAllowed = false,
        };

    public static OpenApiSchema Text(string? description = null) =>
        new() { Type = JsonSchemaType.String, Description = description };

    public static OpenApiSchema Integer(string? description = null, long? minimum = null, long? maximum = null) =>
        new()
        {
            Type = JsonSchemaType.Integer,
            Format = "int64",
            Description = description,
            Minimum = minimum?.ToString(CultureInfo.InvariantCulture),
            Maximum = maximum?.ToString(CultureInfo.InvariantCulture),
        };

    /// <summary>UTC, in whole seconds.</summary>
    public static OpenApiSchema Time(string description) =>
        new()
        {
            Type = JsonSchemaType.String,
            Format = "date-time",
            Pattern = TimePattern,
            Description = description,
        };

    public static OpenApiSchema TrueOrFalse(string description) =>
        new() { Type = JsonSchemaType.Boolean, Description = description };

    /// <summary>The value, or null.</summary>
    public static OpenApiSchema OrNull(OpenApiSchema schema)
    {
        schema.Type |= JsonSchemaType.Null;
        return schema;
    }

    public static OpenApiSchema Null() => new() { Type = JsonSchemaType.Null };

    /// <summary>One of these values and no other.</summary>
    public static OpenApiSchema OneOf(JsonSchemaType type, params JsonNode[] values) =>
        new() { Type = type, Enum = [.. values] };
}
