using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using JobsService.Api.OpenApi;
using JobsService.Api.Responses;
using JobsService.Domain.ApiKeys;

namespace JobsService.Api.ApiKeys;

/// <summary>
/// <c>{"api_key":{…}}</c>: what a caller says about a key. What an attribute is not read as, becomes a value that no key can
/// have, for the command's validator to name it with all other problems.
/// </summary>
internal sealed class ApiKeyBody
{
    private const string Root = "api_key";

    // Deeper than any body that makes sense.
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

    /// <summary>What is wrong beside the attributes themselves, a sentence each.</summary>
    public IReadOnlyList<string> Malformed => _malformed;

    /// <summary>Reads the body of a request. None at all is an <c>api_key</c> without attributes.</summary>
    /// <param name="request">The request.</param>
    /// <param name="names">The attributes that there may be.</param>
    /// <exception cref="MalformedBodyException">It is no JSON.</exception>
    /// <exception cref="BadHttpRequestException">It is too long, too slow, or does not say that it is JSON.</exception>
    public static async Task<ApiKeyBody> Read(HttpRequest request, params string[] names)
    {
        var bytes = await ReadBytes(request);
        if (bytes.Length == 0)
        {
            return new ApiKeyBody(Nothing, names);
        }

        // A browser sends this type to another site only after asking, and is told no: no page can use keys that it remembers.
        if (!request.HasJsonContentType())
        {
            throw new BadHttpRequestException("The body is not JSON.", StatusCodes.Status415UnsupportedMediaType);
        }

        return new ApiKeyBody(Parse(bytes), names);
    }

    /// <summary>A text; null if there is none, and an empty one, which is no name, if it is no text.</summary>
    public string? Text(string name) => _attributes.TryGetValue(name, out var value) ? TextOf(value) ?? "" : null;

    /// <summary>True or false; null if there is neither.</summary>
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

    /// <summary>An integer; the default if there is none, and -1 if it is no integer.</summary>
    public int Integer(string name, int otherwise) =>
        !_attributes.TryGetValue(name, out var value) ? otherwise
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number
        : -1;

    /// <summary>A role; organization_admin if there is none, and no role at all if it is none.</summary>
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
                : throw new MalformedBodyException(ApiKeySchemas.ExpectedBody);
        }
        catch (JsonException)
        {
            throw new MalformedBodyException(ApiKeySchemas.ExpectedBody);
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
            // Half of a surrogate pair, written as an escape.
            return null;
        }
    }
}
