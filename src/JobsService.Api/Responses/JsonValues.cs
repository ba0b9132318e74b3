using System.Text.Json;

namespace JobsService.Api.Responses;

/// <summary>Writes optional values: null if absent, times in UTC with whole seconds.</summary>
internal static class JsonValues
{
    /// <summary>Writes a number, or null.</summary>
    public static void WriteNumberOrNull(this Utf8JsonWriter writer, JsonEncodedText name, long? number)
    {
        if (number is { } value)
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    /// <summary>Writes a time, or null.</summary>
    public static void WriteTimeOrNull(this Utf8JsonWriter writer, JsonEncodedText name, DateTimeOffset? time)
    {
        if (time is { } value)
        {
            // Written as 2014-07-03T13:37:00Z, because the columns hold whole seconds.
            writer.WriteString(name, value.UtcDateTime);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
