using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using JobsService.Api;
using JobsService.Api.OpenApi;
using Json.Schema;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.Http;

/// <summary>Validates responses against the schema that the API's document has for their route and status.</summary>
internal static class DocumentedAnswers
{
    private const string Api = "/ga/";

    // Enough rows of a long list, since all rows have the same schema.
    private const int RowsChecked = 100;

    private static readonly HttpRequestOptionsKey<bool> Checked = new("checked");
    private static readonly Task<JsonNode> Document = Load();
    private static readonly Task<(string Template, Regex Paths)[]> Templates = LoadTemplates();
    private static readonly ConcurrentDictionary<string, JsonSchema> Schemas = new(StringComparer.Ordinal);

    /// <summary>Loads the document of the service.</summary>
    public static async Task<JsonNode> Load()
    {
        await using var app = ServiceHost.CreateBuilder("Production").AddHttp().Build();
        return JsonNode.Parse(await ApiDocument.Text(app.Services, CancellationToken.None))!;
    }

    /// <summary>
    /// Fails if the status of a response is not documented, or if its body violates the schema; the message names the route,
    /// the status and each JSON path. Ignores responses without JSON, such as those of the web server to a malformed request.
    /// </summary>
    public static async Task Check(HttpResponseMessage response)
    {
        var request = response.RequestMessage!;
        if (
            request.Options.TryGetValue(Checked, out _)
            || !request.RequestUri!.AbsolutePath.StartsWith(Api, StringComparison.Ordinal)
            || response.Content.Headers.ContentType?.MediaType != "application/json"
        )
        {
            return;
        }

        request.Options.Set(Checked, value: true);
        var (name, schema) = await SchemaOf(response);
        var answer = Shortened(await response.Content.ReadAsByteArrayAsync());
        var result = schema.Evaluate(answer, new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.That(
            result.IsValid,
            () =>
                $"{name} violates the schema of the document: {SchemaViolations.In(result)}\n{request.RequestUri}: {answer}"
        );
    }

    private static JsonElement Shortened(byte[] json)
    {
        var answer = JsonDocument.Parse(json).RootElement;
        if (
            answer.GetProperty("data") is not { ValueKind: JsonValueKind.Array } rows
            || rows.GetArrayLength() <= RowsChecked
        )
        {
            return answer;
        }

        var shortened = new JsonObject();
        foreach (var property in answer.EnumerateObject())
        {
            shortened[property.Name] = property.NameEquals("data")
                ? new JsonArray([
                    .. rows.EnumerateArray().Take(RowsChecked).Select(row => JsonNode.Parse(row.GetRawText())),
                ])
                : JsonNode.Parse(property.Value.GetRawText());
        }

        return JsonSerializer.SerializeToElement(shortened);
    }

    private static async Task<(string Name, JsonSchema Schema)> SchemaOf(HttpResponseMessage response)
    {
        var document = await Document;
        var request = response.RequestMessage!;
        var path = (await Templates)
            .FirstOrDefault(template => template.Paths.IsMatch(request.RequestUri!.AbsolutePath))
            .Template;
        var operation = path is null ? null : document["paths"]![path]![request.Method.Method.ToLowerInvariant()];
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        var name = $"{request.Method} {path ?? request.RequestUri!.AbsolutePath} {status}";
        if (operation is null)
        {
            Assert.That(
                response.StatusCode,
                Is.EqualTo(HttpStatusCode.NotFound).Or.EqualTo(HttpStatusCode.MethodNotAllowed),
                $"{name}: the document has no such route."
            );
            return (name, Schemas.GetOrAdd("error", _ => Build(document, """{"$ref":"#/components/schemas/Error"}""")));
        }

        var documented = operation["responses"]![status];
        Assert.That(
            documented,
            Is.Not.Null,
            $"{name}: the document has no such status for the route. `ApiOperations.AddErrors` documents them."
        );
        var hasFields = request.RequestUri!.Query.Contains("fields", StringComparison.OrdinalIgnoreCase);
        return (
            name,
            Schemas.GetOrAdd(
                $"{name} {hasFields}",
                _ =>
                    Build(
                        document,
                        WithRowOf(
                            documented!["content"]!["application/json"]!["schema"]!.ToJsonString(),
                            document,
                            isSelection: hasFields
                        )
                    )
            )
        );
    }

    /// <summary>
    /// Returns a schema whose rows are either whole or selections of fields. A document cannot say which of them a request gets.
    /// </summary>
    private static string WithRowOf(string schema, JsonNode document, bool isSelection)
    {
        var whole = JsonNode.Parse(schema)!;
        foreach (var alternative in whole["oneOf"]?.AsArray().ToArray() ?? [])
        {
            var name = alternative!["$ref"]!.GetValue<string>().Split('/')[^1];
            var list = document["components"]!["schemas"]![name]!.DeepClone();
            if (list["properties"]!["data"]!["items"] is JsonObject { } row && row["anyOf"] is JsonArray rows)
            {
                list["properties"]!["data"]!["items"] = rows[isSelection ? 1 : 0]!.DeepClone();
            }

            alternative.ReplaceWith(list);
        }

        return whole.ToJsonString();
    }

    /// <summary>The templates of the paths, those without parameters first, with expressions that match their paths.</summary>
    private static async Task<(string Template, Regex Paths)[]> LoadTemplates() =>
        [
            .. (await Document)["paths"]!
                .AsObject()
                .Select(path => path.Key)
                .OrderBy(template => template.Contains('{', StringComparison.Ordinal))
                .Select(template => (template, PathsOf(template))),
        ];

    private static Regex PathsOf(string template) =>
        new(
            $"^{Regex.Replace(template, @"\{\w+\}", "-?[0-9]+", RegexOptions.None, TimeSpan.FromSeconds(1))}$",
            RegexOptions.None,
            TimeSpan.FromSeconds(10)
        );

    /// <summary>Builds a self-contained schema, which includes the schemas that it refers to.</summary>
    private static JsonSchema Build(JsonNode document, string schema)
    {
        var whole = JsonNode.Parse(schema)!.AsObject();
        whole["$defs"] = document["components"]!["schemas"]!.DeepClone();
        var text = whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
        return JsonSchema.FromText(text, new BuildOptions { SchemaRegistry = new SchemaRegistry() });
    }
}
