using System.Text.Json;

namespace JobsService.Api.Responses;

/// <summary>Writes values of the API: absent ones as null, times in UTC and whole seconds.</summary>
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
            // A whole second in UTC comes out as 2014-07-03T13:37:00Z, and no row has a part of one.
            writer.WriteString(name, value.UtcDateTime);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
