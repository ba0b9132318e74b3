using System.Text.Json;

namespace JobsService.Benchmarks.Load;

/// <summary>Prints results as JSON Lines, one object per line.</summary>
internal static class JsonLine
{
    private static readonly JsonSerializerOptions SnakeCase = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static Task Print<T>(TextWriter output, T result) =>
        output.WriteLineAsync(JsonSerializer.Serialize(result, SnakeCase));
}
