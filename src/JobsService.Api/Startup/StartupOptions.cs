using System.ComponentModel.DataAnnotations;

namespace JobsService.Api.Startup;

/// <summary>How the service begins: section <c>Startup</c>.</summary>
internal sealed class StartupOptions
{
    /// <summary>The section that the options are bound from.</summary>
    public const string Section = "Startup";

    /// <summary>
    /// For how many seconds a new process waits for a database that it cannot use yet, and answers 503 meanwhile, before it
    /// ends with exit code 4; 0, which is the default, for as long as it takes.
    /// </summary>
    [Range(0, 86_400)]
    public int DatabaseSeconds { get; set; }
}
