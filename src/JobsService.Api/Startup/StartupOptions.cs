using System.ComponentModel.DataAnnotations;

namespace JobsService.Api.Startup;

/// <summary>Startup: section <c>Startup</c>.</summary>
internal sealed class StartupOptions
{
    /// <summary>The configuration section of the options.</summary>
    public const string Section = "Startup";

    /// <summary>
    /// The number of seconds for which a new process waits for its database and responds with 503, before it exits with code 4;
    /// 0 (default) waits without a limit.
    /// </summary>
    [Range(0, 86_400)]
    public int DatabaseSeconds { get; set; }
}
