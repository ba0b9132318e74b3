using System.Text.Json;

namespace JobsService.Benchmarks.Load;

/// <summary>How results are printed: an object a line, for scripts.</summary>
internal static class JsonLine
{
    private static readonly JsonSerializerOptions SnakeCase = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static Task Print<T>(TextWriter output, T result) =>
        output.WriteLineAsync(JsonSerializer.Serialize(result, SnakeCase));
}
