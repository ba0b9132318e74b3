using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Configuration;

/// <summary>
/// A JSON file like appsettings.json, named by the setting <c>SettingsFile</c>, that an operator can change while the service runs.
/// It overrides environment variables. The log levels follow a change; other settings are read at the start.
/// </summary>
internal static class SettingsFile
{
    /// <summary>The setting that names the file.</summary>
    public const string Setting = "SettingsFile";

    /// <summary>Adds the file, if one is named, and reloads it when it changes.</summary>
    /// <exception cref="OptionsValidationException">The file cannot be read as JSON.</exception>
    public static void AddTo(ConfigurationManager configuration)
    {
        if (configuration[Setting] is not { Length: > 0 } path)
        {
            return;
        }

        var file = Path.GetFullPath(path);
        try
        {
            configuration.AddJsonFile(Watcher(file), Path.GetFileName(file), optional: false, reloadOnChange: true);
        }
        catch (Exception exception)
            when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new OptionsValidationException(
                Setting,
                typeof(IConfiguration),
                [
                    $"{Setting} is '{path}'; it must be a file of JSON that the service can read. "
                        + (
                            File.Exists(file)
                                ? exception.GetBaseException().Message
                                : "The file does not exist. Create it, or remove the setting."
                        ),
                ]
            );
        }
    }

    /// <summary>Watches the folder of the file. The root folder is polled, because a watch would include every folder of the machine.</summary>
    private static PhysicalFileProvider Watcher(string file)
    {
        if (!File.Exists(file))
        {
            // Before the folder is watched: if it does not exist either, the framework would watch a folder above it.
            throw new FileNotFoundException(message: null, file);
        }

        var folder = Path.GetDirectoryName(file)!;
        var isRoot = Path.GetDirectoryName(folder) is null;
        return new PhysicalFileProvider(folder) { UsePollingFileWatcher = isRoot, UseActivePolling = isRoot };
    }
}
