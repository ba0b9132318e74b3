using System.Text.Json;

namespace JobsService.IntegrationTests.Http;

/// <summary>Finds data of another organization in a response.</summary>
/// <param name="Own">The organization of the caller.</param>
/// <param name="Other">The other organization.</param>
/// <param name="OthersIds">The ids of the other organization and of its rows.</param>
/// <param name="OthersCounts">The row counts of the other organization, and of both together.</param>
/// <param name="IsOrganizationData">Whether the response contains rows of the caller's organization.</param>
internal sealed record OrganizationLeaks(
    OrganizationForTests Own,
    OrganizationForTests Other,
    IReadOnlySet<long> OthersIds,
    IReadOnlySet<long> OthersCounts,
    bool IsOrganizationData
)
{
    /// <summary>Lists data of the other organization and missing data of the caller's, one sentence each.</summary>
    public IReadOnlyList<string> In(string answer)
    {
        List<string> leaks = [];
        if (answer.Contains(Other.Marker, StringComparison.Ordinal))
        {
            leaks.Add("the response contains a name of the other organization.");
        }

        if (TryParse(answer) is { } json)
        {
            Search(json, "$", leaks);
            if (IsOrganizationData && json.ValueKind == JsonValueKind.Object)
            {
                SearchList(json, leaks);
            }
        }

        return leaks;
    }

    private static JsonElement? TryParse(string answer)
    {
        try
        {
            return JsonElement.Parse(answer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Search(JsonElement element, string path, List<string> leaks)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    SearchProperty(property, $"{path}.{property.Name}", leaks);
                }

                break;
            case JsonValueKind.Array:
                foreach (var (index, item) in element.EnumerateArray().Index())
                {
                    Search(item, $"{path}[{index}]", leaks);
                }

                break;
            case JsonValueKind.Number when element.TryGetInt64(out var number) && OthersIds.Contains(number):
                leaks.Add($"{path} is {number}, an id of the other organization.");
                break;
            case JsonValueKind.Number when element.TryGetInt64(out var number) && OthersCounts.Contains(number):
                leaks.Add($"{path} is {number}, a count of rows of the other organization, or of both.");
                break;
        }
    }

    private void SearchProperty(JsonProperty property, string path, List<string> leaks)
    {
        Search(property.Value, path, leaks);
        if (
            IsOrganizationData
            && property.NameEquals("organization_id")
            && (!property.Value.TryGetInt64(out var organizationId) || organizationId != Own.Id)
        )
        {
            leaks.Add($"{path} is {property.Value} and not the caller's organization.");
        }
    }

    /// <summary>A list must not be empty, and must have as many rows as its num_records says.</summary>
    private static void SearchList(JsonElement answer, List<string> leaks)
    {
        if (!answer.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        if (data.GetArrayLength() == 0)
        {
            leaks.Add("the list is empty, so its scope is not tested. Give each organization a row for it.");
        }

        if (answer.TryGetProperty("num_records", out var count) && count.GetInt64() != data.GetArrayLength())
        {
            leaks.Add($"num_records is {count} where {data.GetArrayLength()} rows are in scope.");
        }
    }
}
