namespace JobsService.Client;

/// <summary>Checks arguments. <c>ArgumentNullException.ThrowIfNull</c> does not exist in .NET Standard 2.0.</summary>
internal static class Argument
{
    /// <summary>Returns the value.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public static T NotNull<T>(T? value, string name)
        where T : class => value ?? throw new ArgumentNullException(name);
}
