using System.Text;
using JobsService.Application.ApiKeys;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.ApiKeys;

/// <summary>
/// The values for a statement of <see cref="ApiKeyStatements.Lists"/>: one for each of its parameters but the organization.
/// </summary>
internal static class ApiKeyListValues
{
    /// <summary>What <c>LIKE</c> gives a meaning, in either engine, and what takes the meaning away.</summary>
    private const string Special = @"%_[\";

    /// <summary>The values of the conditions; what is asked of the list besides, its caller adds.</summary>
    public static StatementValues Of(ApiKeyFilter filter)
    {
        StatementValues values = [];
        if (filter.Name is { } name)
        {
            values.Add("namePattern", Literally(name));
        }

        if (filter.NameContains is { } part)
        {
            values.Add("partPattern", $"%{Literally(part)}%");
        }

        return values;
    }

    private static string Literally(string text)
    {
        var pattern = new StringBuilder();
        foreach (var character in text)
        {
            _ = Special.Contains(character) ? pattern.Append('\\').Append(character) : pattern.Append(character);
        }

        return pattern.ToString();
    }
}
