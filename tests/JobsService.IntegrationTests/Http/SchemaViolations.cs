using Json.Pointer;
using Json.Schema;

namespace JobsService.IntegrationTests.Http;

/// <summary>Formats the violations of a JSON schema for a test failure.</summary>
internal static class SchemaViolations
{
    /// <summary>
    /// Each violation with its JSON path, such as <c>$.data[0].id: Value is "string" but should be "integer"</c>. Of a schema with
    /// alternatives (<c>oneOf</c>), only the alternative with the fewest violations is listed.
    /// </summary>
    public static string In(EvaluationResults result)
    {
        var violations = (result.Details ?? [])
            .Prepend(result)
            .Where(node => node.Errors is { Count: > 0 })
            .SelectMany(node =>
                node.Errors!.Select(error =>
                    (
                        Alternative: AlternativeOf(node.EvaluationPath),
                        Text: $"{PathOf(node.InstanceLocation)}: {error.Value}"
                    )
                )
            )
            .ToLookup(violation => violation.Alternative, violation => violation.Text, StringComparer.Ordinal);
        var closest =
            violations.Where(group => group.Key.Length > 0).MinBy(group => group.Count())
            ?? violations.FirstOrDefault();
        return closest is null ? "" : string.Join("; ", closest.Distinct(StringComparer.Ordinal));
    }

    private static string AlternativeOf(JsonPointer evaluationPath)
    {
        var segments = evaluationPath.ToString().Split('/');
        return segments is ["", "oneOf", var number, ..] ? number : "";
    }

    private static string PathOf(JsonPointer location) =>
        "$"
        + string.Concat(
            location
                .ToString()
                .Split('/')
                .Skip(1)
                .Select(segment => segment.All(char.IsAsciiDigit) ? $"[{segment}]" : $".{segment}")
        );
}
