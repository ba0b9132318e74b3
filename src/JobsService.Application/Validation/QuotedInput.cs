namespace JobsService.Application.Validation;

/// <summary>Quotes what a client sent in a message, with a limited length.</summary>
public static class QuotedInput
{
    /// <summary>The maximum number of values that a message quotes.</summary>
    public const int MaxValues = 10;

    /// <summary>The maximum number of characters of a value; a longer one is cut off.</summary>
    public const int MaxLength = 64;

    /// <summary>Returns a value in single quotes.</summary>
    public static string Of(string value)
    {
        if (value.Length <= MaxLength)
        {
            return $"'{value}'";
        }

        var length = char.IsHighSurrogate(value[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        return $"'{value[..length]}…'";
    }
}
