using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using JobsService.Api.Responses;
using JobsService.Domain.ApiKeys;

namespace JobsService.Api.ApiKeys;

/// <summary>
/// The request body <c>{"api_key":{…}}</c>. An attribute of the wrong type is read as a value that the command's validator
/// refuses, so that one response names all problems of a body.
/// </summary>
internal sealed class ApiKeyBody
{
    /// <summary>The error message for a body that cannot be parsed.</summary>
    public const string Expected =
        "The body must be a JSON object like {\"api_key\":{\"name\":\"my poller\"}}, in UTF-8, without the same key twice.";

    private const string Root = "api_key";

    // Deeper than any valid body.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    private static readonly JsonElement Nothing = JsonElement.Parse("""{"api_key":{}}""");

    private readonly Dictionary<string, JsonElement> _attributes;
    private readonly List<string> _malformed = [];

    private ApiKeyBody(JsonElement root, string[] names)
    {
        var attributes = AttributesOf(root);
        if (attributes is null || attributes.Keys.Except(names, StringComparer.Ordinal).Any())
        {
            _malformed.Add(
                $"{Root} must be an object with nothing but {string.Join(" and ", names)}, and stand alone."
            );
        }

        _attributes = attributes ?? [];
    }

    /// <summary>Problems that the command's validator cannot find, one sentence each.</summary>
    public IReadOnlyList<string> Malformed => _malformed;

    /// <summary>Reads the body of a request. An empty body is read as an <c>api_key</c> without attributes.</summary>
    /// <remarks><see cref="Middleware.CrossSiteRequestMiddleware"/> has checked the content type.</remarks>
    /// <param name="request">The request.</param>
    /// <param name="names">The names of the allowed attributes.</param>
    /// <exception cref="MalformedBodyException">The body is not valid JSON.</exception>
    /// <exception cref="BadHttpRequestException">The body is too long or too slow.</exception>
    public static async Task<ApiKeyBody> Read(HttpRequest request, params string[] names)
    {
        var bytes = await ReadBytes(request);
        if (bytes.Length == 0)
        {
            return new ApiKeyBody(Nothing, names);
        }

        return new ApiKeyBody(Parse(bytes), names);
    }

    /// <summary>A string; null if the attribute is absent, and empty, which is not a valid name, for another type.</summary>
    public string? Text(string name) => _attributes.TryGetValue(name, out var value) ? TextOf(value) ?? "" : null;

    /// <summary>A Boolean; null if the attribute is absent or has another type.</summary>
    public bool? TrueOrFalse(string name)
    {
        if (!_attributes.TryGetValue(name, out var value))
        {
            return null;
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            _malformed.Add($"{name} must be true or false.");
            return null;
        }

        return value.GetBoolean();
    }

    /// <summary>An integer; the default if the attribute is absent, and -1 for another type.</summary>
    public int Integer(string name, int otherwise) =>
        !_attributes.TryGetValue(name, out var value) ? otherwise
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number
        : -1;

    /// <summary>A role; organization_admin if the attribute is absent, and an undefined value for an unknown role.</summary>
    public ApiKeyRole Role(string name) =>
        _attributes.TryGetValue(name, out var value)
            ? ApiKeyRoleName.TryParse(TextOf(value) ?? "") ?? (ApiKeyRole)(-1)
            : ApiKeyRole.OrganizationAdmin;

    private static async Task<ReadOnlyMemory<byte>> ReadBytes(HttpRequest request)
    {
        var body = request.BodyReader;
        var read = await body.ReadAtLeastAsync(int.MaxValue, request.HttpContext.RequestAborted);
        var bytes = read.Buffer.ToArray();
        body.AdvanceTo(read.Buffer.End);
        return bytes;
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return Utf8.IsValid(bytes.Span)
                ? JsonElement.Parse(bytes.Span, Options)
                : throw new MalformedBodyException(Expected);
        }
        catch (JsonException)
        {
            throw new MalformedBodyException(Expected);
        }
    }

    private static Dictionary<string, JsonElement>? AttributesOf(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object
        && body.EnumerateObject().Select(property => (property.Name, property.Value)).ToArray()
            is [(Root, { ValueKind: JsonValueKind.Object } key)]
            ? key.EnumerateObject()
                .ToDictionary(attribute => attribute.Name, attribute => attribute.Value, StringComparer.Ordinal)
            : null;

    private static string? TextOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escape sequence with an unpaired surrogate.
            return null;
        }
    }
}
