namespace JobsService.Api.Configuration;

/// <summary>Where to listen, as settings spell it: <c>http://127.0.0.1:5080</c>, <c>http://+:8080</c>.</summary>
internal static class ListenAddress
{
    private const int MaxPort = 65535;

    /// <summary>Reads an address; null when it is none.</summary>
    public static BindingAddress? Parse(string text)
    {
        try
        {
            return BindingAddress.Parse(text) is { Port: >= 0 and <= MaxPort } address ? address : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
