#if NET
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace JobsService.Client.Json;

/// <summary>
/// Reads values of JSON in exactly the form in which the service writes it: without white space, with times in whole seconds of UTC.
/// Each method returns false if the text has another form, which can be valid JSON all the same.
/// </summary>
internal ref struct CompactJson(ReadOnlySpan<byte> text)
{
    private const int TimeLength = 20;

    // Invalid UTF-8 is an error, as for the reader of the framework.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text that follows.</summary>
    public ReadOnlySpan<byte> Rest { get; private set; } = text;

    /// <summary>Reads exactly this text.</summary>
    public bool Skip(ReadOnlySpan<byte> expected)
    {
        if (!Rest.StartsWith(expected))
        {
            return false;
        }

        Rest = Rest[expected.Length..];
        return true;
    }

    /// <summary>Reads <c>true</c> or <c>false</c>.</summary>
    public bool Flag(out bool value)
    {
        value = Skip("true"u8);
        return value || Skip("false"u8);
    }

    /// <summary>Reads an integer.</summary>
    public bool Integer(out long value)
    {
        // JSON has no plus sign and no leading zeros.
        if (
            !Utf8Parser.TryParse(Rest, out value, out var length)
            || Rest[0] == '+'
            || (Rest[0] == '0' && length > 1)
            || (Rest[0] == '-' && Rest[1] == '0')
            || length == Rest.Length
            || Rest[length] is not ((byte)',' or (byte)'}')
        )
        {
            return false;
        }

        Rest = Rest[length..];
        return true;
    }

    /// <summary>Reads an integer or null.</summary>
    public bool IntegerOrNull(out long? value)
    {
        value = null;
        if (Skip("null"u8))
        {
            return true;
        }

        var isInteger = Integer(out var integer);
        value = integer;
        return isInteger;
    }

    /// <summary>Reads a time.</summary>
    public bool Time(out DateTimeOffset value)
    {
        value = default;
        if (Rest.Length < TimeLength + 2 || Rest[0] != '"' || Rest[TimeLength + 1] != '"')
        {
            return false;
        }

        var time = Rest.Slice(1, TimeLength);
        if (
            (time[4], time[7], time[10], time[13], time[16], time[19])
                != ((byte)'-', (byte)'-', (byte)'T', (byte)':', (byte)':', (byte)'Z')
            || !(Digits(time[..2], out var century) && Digits(time[2..4], out var year))
            || !(Digits(time[5..7], out var month) && Digits(time[8..10], out var day))
            || !(Digits(time[11..13], out var hour) && Digits(time[14..16], out var minute))
            || !Digits(time[17..19], out var second)
        )
        {
            return false;
        }

        year += century * 100;
        if (
            year < 1
            || month is < 1 or > 12
            || day < 1
            || day > DateTime.DaysInMonth(year, month)
            || hour > 23
            || minute > 59
            || second > 59
        )
        {
            return false;
        }

        value = new DateTimeOffset(
            new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks,
            TimeSpan.Zero
        );
        Rest = Rest[(TimeLength + 2)..];
        return true;
    }

    /// <summary>Reads a time or null.</summary>
    public bool TimeOrNull(out DateTimeOffset? value)
    {
        value = null;
        if (Skip("null"u8))
        {
            return true;
        }

        var isTime = Time(out var time);
        value = time;
        return isTime;
    }

    /// <summary>Reads a text whose characters are not escaped, as UTF-8.</summary>
    public bool Plain(out ReadOnlySpan<byte> value)
    {
        value = default;
        var end = Rest.Length > 0 && Rest[0] == '"' ? Rest[1..].IndexOfAny((byte)'"', (byte)'\\') : -1;
        if (end < 0 || Rest[end + 1] != '"' || Rest.Slice(1, end).ContainsAnyInRange((byte)0, (byte)31))
        {
            return false;
        }

        value = Rest.Slice(1, end);
        Rest = Rest[(end + 2)..];
        return true;
    }

    /// <summary>Reads a text.</summary>
    public bool String(out string value)
    {
        try
        {
            if (Plain(out var plain))
            {
                value = Utf8.GetString(plain);
                return true;
            }

            // Escaped characters are rare.
            var reader = new Utf8JsonReader(Rest, isFinalBlock: false, state: default);
            if (reader.Read() && reader.TokenType == JsonTokenType.String)
            {
                value = reader.GetString()!;
                Rest = Rest[(int)reader.BytesConsumed..];
                return true;
            }
        }
        catch (Exception exception)
            when (exception is DecoderFallbackException or JsonException or InvalidOperationException)
        {
            // The reader of the framework reports it.
        }

        value = "";
        return false;
    }

    /// <summary>Reads a text or null.</summary>
    public bool StringOrNull(out string? value)
    {
        value = null;
        if (Skip("null"u8))
        {
            return true;
        }

        var isText = String(out var text);
        value = text;
        return isText;
    }

    private static bool Digits(ReadOnlySpan<byte> two, out int value)
    {
        var (tens, ones) = (two[0] - '0', two[1] - '0');
        value = (tens * 10) + ones;
        return (uint)tens <= 9 && (uint)ones <= 9;
    }
}
#endif
