using System.Globalization;

namespace JobsService.Api.Transport;

/// <summary>
/// How many connections the limit of open files allows. Every connection is a file, and a process that cannot open another file
/// fails in unpredictable ways: the runtime ends the process if it cannot load an assembly.
/// </summary>
/// <param name="Limit">The maximum number of open files; null if it is not known.</param>
/// <param name="ForDatabase">The number of files that the database can use apart from <paramref name="ForEachConnection"/>.</param>
/// <param name="ForEachConnection">The number of files that each client connection can use, its socket among them.</param>
internal sealed record FileBudget(long? Limit, long ForDatabase, int ForEachConnection)
{
    /// <summary>
    /// The number of files that are kept for the program: assemblies, pipes, timers, the log. Measured: 329 after the start, 358 with
    /// all features in use.
    /// </summary>
    public const int ForProgram = 400;

    /// <summary>The minimum number of connections of a useful service.</summary>
    public const int MinConnections = 64;

    // Linux shows the limits of the process here. The runtime has raised the soft limit to the hard limit before.
    private const string LimitsFile = "/proc/self/limits";
    private const string LimitName = "Max open files";

    /// <summary>The number of connections that fit; null if the limit is not known.</summary>
    public long? MaxConnections => Limit is { } limit ? (limit - ForProgram - ForDatabase) / ForEachConnection : null;

    /// <summary>Why the service cannot run with this limit, and the next step; null if it can.</summary>
    public string? Problem =>
        MaxConnections < MinConnections
            ? $"The limit of open files is {Limit}; it must be at least {ForProgram + ForDatabase + (MinConnections * ForEachConnection)}: "
                + $"{ForProgram} for the program, {ForDatabase} for the database and {MinConnections * ForEachConnection} for {MinConnections} connections. "
                + "Raise it (LimitNOFILE= in a systemd unit, ulimit -n in a shell, --ulimit nofile= in Docker) or lower RateLimiting:ConcurrentRequests."
            : null;

    /// <summary>Why no command can run with this limit of open files; null if commands can.</summary>
    /// <remarks>Checked before the assemblies of the commands are loaded, which could already fail.</remarks>
    public static string? ProblemOfProgram(long? limit) =>
        limit < ForProgram
            ? $"The limit of open files is {limit}; it must be at least {ForProgram}. "
                + "Raise it (LimitNOFILE= in a systemd unit, ulimit -n in a shell, --ulimit nofile= in Docker)."
            : null;

    /// <summary>Returns the maximum number of open files of this process; null if it is not known.</summary>
    public static long? ReadLimit() => File.Exists(LimitsFile) ? ParseLimit(File.ReadAllText(LimitsFile)) : null;

    /// <summary>Returns the soft limit of open files from the text of <c>/proc/self/limits</c>; null if there is none.</summary>
    public static long? ParseLimit(string limits)
    {
        foreach (var line in limits.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(LimitName, StringComparison.Ordinal))
            {
                var value = line[LimitName.Length..].TrimStart();
                return long.TryParse(value[..value.IndexOf(' ')], CultureInfo.InvariantCulture, out var limit)
                    ? limit
                    : null;
            }
        }

        return null;
    }
}
