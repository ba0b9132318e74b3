using System.ComponentModel.DataAnnotations;

namespace JobsService.Api.Shutdown;

/// <summary>How the service ends once it is told to: section <c>Shutdown</c>.</summary>
internal sealed class ShutdownOptions
{
    /// <summary>The section that the options are bound from.</summary>
    public const string Section = "Shutdown";

    /// <summary>
    /// For how many seconds requests are still answered while <c>/health/ready</c> says 503, so that whoever spreads the load
    /// can notice; 0, which is the default, for none. Longer than its probes take to notice.
    /// </summary>
    [Range(0, 3600)]
    public int UnreadySeconds { get; set; }

    /// <summary>For how many seconds after that running requests may go on; what then still runs is cut off.</summary>
    [Range(0, 3600)]
    public int DrainSeconds { get; set; } = 30;
}
