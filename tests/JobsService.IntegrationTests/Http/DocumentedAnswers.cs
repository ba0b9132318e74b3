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

/// <summary>Compares answers with what the API's own document says about their route and status.</summary>
internal static class DocumentedAnswers
{
    private const string Api = "/ga/";

    // Of a long list: its rows are of one kind.
    private const int RowsChecked = 100;

    private static readonly HttpRequestOptionsKey<bool> Checked = new("checked");
    private static readonly Task<JsonNode> Document = Load();
    private static readonly Task<(string Template, Regex Paths)[]> Templates = LoadTemplates();
    private static readonly ConcurrentDictionary<string, JsonSchema> Schemas = new(StringComparer.Ordinal);

    /// <summary>The document, as the service gives it.</summary>
    public static async Task<JsonNode> Load()
    {
        await using var app = ServiceHost.CreateBuilder("Production").AddHttp().Build();
        var text = await app.Services.GetRequiredService<ApiDocumentText>().Get(CancellationToken.None);
        return JsonNode.Parse(text.Span)!;
    }

    /// <summary>
    /// Fails when an answer of the API is not documented, or not as documented. What the web server refuses before it is a
    /// request of the API has no JSON, and is none.
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
        var schema = await SchemaOf(response);
        var answer = Shortened(await response.Content.ReadAsByteArrayAsync());
        var result = schema.Evaluate(answer, new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.That(result.IsValid, $"{request.RequestUri} is not as documented: {answer}");
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

    private static async Task<JsonSchema> SchemaOf(HttpResponseMessage response)
    {
        var document = await Document;
        var request = response.RequestMessage!;
        var path = (await Templates)
            .FirstOrDefault(template => template.Paths.IsMatch(request.RequestUri!.AbsolutePath))
            .Template;
        var operation = path is null ? null : document["paths"]![path]![request.Method.Method.ToLowerInvariant()];
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        if (operation is null)
        {
            Assert.That(
                response.StatusCode,
                Is.EqualTo(HttpStatusCode.NotFound).Or.EqualTo(HttpStatusCode.MethodNotAllowed)
            );
            return Schemas.GetOrAdd("error", _ => Build(document, """{"$ref":"#/components/schemas/Error"}"""));
        }

        var documented = operation["responses"]![status];
        Assert.That(documented, Is.Not.Null, $"{request.Method} {path} answered {status}, which is not documented.");
        return Schemas.GetOrAdd(
            $"{request.Method} {path} {status}",
            _ => Build(document, documented!["content"]!["application/json"]!["schema"]!.ToJsonString())
        );
    }

    /// <summary>The templates of the paths, those without parameters first, and what matches them.</summary>
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

    /// <summary>A schema that stands by itself, with those that it refers to.</summary>
    private static JsonSchema Build(JsonNode document, string schema)
    {
        var whole = JsonNode.Parse(schema)!.AsObject();
        whole["$defs"] = document["components"]!["schemas"]!.DeepClone();
        var text = whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
        return JsonSchema.FromText(text, new BuildOptions { SchemaRegistry = new SchemaRegistry() });
    }
}
