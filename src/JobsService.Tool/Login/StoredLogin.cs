using System.Text.Json;
using System.Text.Json.Serialization;

namespace JobsService.Tool.Login;

/// <summary>The endpoint and the key that <c>jobs login</c> stores.</summary>
/// <param name="Endpoint">The address of the service.</param>
/// <param name="Key">The key, <c>ORGANIZATION:SECRET</c>.</param>
internal sealed record StoredLogin(string Endpoint, string Key);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(StoredLogin))]
internal sealed partial class LoginJson : JsonSerializerContext;

/// <summary>The file with the login. Only the user can read it.</summary>
internal sealed class LoginFile(ToolHost host)
{
    private const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The path of the file.</summary>
    public string Path { get; } =
        System.IO.Path.Combine(
            host.Variable("XDG_CONFIG_HOME")
                ?? Environment.GetFolderPath(
                    Environment.SpecialFolder.ApplicationData,
                    Environment.SpecialFolderOption.DoNotVerify
                ),
            "jobs",
            "login.json"
        );

    /// <summary>Reads the login; null if there is none.</summary>
    /// <exception cref="ToolException">The file is damaged.</exception>
    public StoredLogin? Read()
    {
        if (!File.Exists(Path))
        {
            return null;
        }

        try
        {
            using var file = File.OpenRead(Path);
            if (
                JsonSerializer.Deserialize(file, LoginJson.Default.StoredLogin) is
                { Endpoint: not null, Key: not null } login
            )
            {
                return login;
            }
        }
        catch (JsonException)
        {
            // The message is the same.
        }

        throw new ToolException($"The file {Path} is damaged. Run: jobs login ENDPOINT", ExitCode.Credentials);
    }

    /// <summary>Writes the login to a new file, which replaces the old one.</summary>
    public void Write(StoredLogin login)
    {
        var directory = System.IO.Path.GetDirectoryName(Path)!;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows())
        {
            // The folder of application data is the user's own.
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, UserOnly | UnixFileMode.UserExecute);
            options.UnixCreateMode = UserOnly;
        }

        var temporary = $"{Path}.{Guid.NewGuid():N}";
        using (var file = new FileStream(temporary, options))
        {
            JsonSerializer.Serialize(file, login, LoginJson.Default.StoredLogin);
        }

        File.Move(temporary, Path, overwrite: true);
    }

    /// <summary>Deletes the login.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Delete()
    {
        var exists = File.Exists(Path);
        if (exists)
        {
            File.Delete(Path);
        }

        return exists;
    }
}
