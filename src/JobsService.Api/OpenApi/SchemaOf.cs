using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace JobsService.Api.OpenApi;

/// <summary>Creates the schemas of the value types that the API uses.</summary>
internal static class SchemaOf
{
    private const string TimePattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$";

    /// <summary>Refers to a schema of the document's components, and adds the schema before its first use.</summary>
    public static OpenApiSchemaReference Component(
        this OpenApiDocument document,
        string name,
        Func<OpenApiSchema> schema
    )
    {
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        if (!document.Components.Schemas.ContainsKey(name))
        {
            document.Components.Schemas.Add(name, schema());
        }

        return new OpenApiSchemaReference(name, document);
    }

    /// <summary>An object that has exactly these properties, all of them required.</summary>
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

    /// <summary>A time in UTC with second precision.</summary>
    public static OpenApiSchema Time(string description) =>
        new()
        {
            Type = JsonSchemaType.String,
            Format = "date-time",
            Pattern = TimePattern,
            Description = description,
        };

    public static OpenApiSchema TrueOrFalse(string? description = null) =>
        new() { Type = JsonSchemaType.Boolean, Description = description };

    /// <summary>Allows null in addition to the values of a schema.</summary>
    public static OpenApiSchema OrNull(OpenApiSchema schema)
    {
        schema.Type |= JsonSchemaType.Null;
        return schema;
    }

    public static OpenApiSchema Null() => new() { Type = JsonSchemaType.Null };

    /// <summary>Allows only the given values.</summary>
    public static OpenApiSchema OneOf(JsonSchemaType type, params JsonNode[] values) =>
        new() { Type = type, Enum = [.. values] };
}
