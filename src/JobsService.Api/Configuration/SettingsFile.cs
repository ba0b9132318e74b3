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
    /// <exception cref="InvalidSettingException">It is named, and is not there or is no JSON.</exception>
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
            throw new InvalidSettingException(Setting, $"is '{path}', which cannot be read as JSON");
        }
    }
}
