using System.Reflection;
using System.Runtime.InteropServices;

namespace JobsService.Client.Http;

/// <summary>The <c>User-Agent</c> header: the application, this package with its version, and the runtime.</summary>
internal static class UserAgent
{
    private static readonly string Package =
        $"JobsService.Client/{VersionOf(typeof(UserAgent).Assembly)} ({RuntimeInformation.FrameworkDescription})";

    /// <summary>Returns the value of the header.</summary>
    public static string Of(string? application) =>
        application is null ? Package : $"{string.Concat(application.Where(IsTokenCharacter))} {Package}".TrimStart();

    private static bool IsTokenCharacter(char character) =>
        character is '/' or '.' or '-' or '_' || (character < 128 && char.IsLetterOrDigit(character));

    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
