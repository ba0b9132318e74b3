namespace JobsService.Tool.Output;

/// <summary>Makes text of users safe to print: a control character could change the terminal.</summary>
internal static class SafeText
{
    private const char Replacement = '\uFFFD';

    /// <summary>Replaces control characters, and those that reverse the direction of text.</summary>
    public static string Of(string text) =>
        text.Any(IsUnsafe)
            ? string.Concat(text.Select(character => IsUnsafe(character) ? Replacement : character))
            : text;

    private static bool IsUnsafe(char character) =>
        char.IsControl(character) || character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
