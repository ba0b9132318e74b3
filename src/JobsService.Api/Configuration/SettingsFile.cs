using Microsoft.Extensions.Options;

namespace JobsService.Api.Configuration;

/// <summary>
/// A file of settings that an operator may change while the service runs: <c>SettingsFile</c>, JSON like appsettings.json. It
/// stands above the environment's variables, which nobody can change later. What follows a change are the levels of the log.
/// </summary>
internal static class SettingsFile
{
    /// <summary>The setting that names the file.</summary>
    public const string Setting = "SettingsFile";

    /// <summary>Reads the file, if there is one, and goes on watching it.</summary>
    /// <exception cref="OptionsValidationException">The file cannot be read as JSON.</exception>
    public static void AddTo(ConfigurationManager configuration)
    {
        if (configuration[Setting] is not { Length: > 0 } path)
        {
            return;
        }

        try
        {
            configuration.AddJsonFile(Path.GetFullPath(path), optional: false, reloadOnChange: true);
        }
        catch (Exception exception)
            when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new OptionsValidationException(
                Setting,
                typeof(IConfiguration),
                [$"{Setting} is '{path}'; it must be a file of JSON that the service can read."]
            );
        }
    }
}
