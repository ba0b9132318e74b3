using System.ComponentModel.DataAnnotations;

namespace JobsService.Api.Responses;

/// <summary>Streamed responses: section <c>Streaming</c>.</summary>
internal sealed class StreamOptions
{
    /// <summary>The configuration section of the options.</summary>
    public const string Section = "Streaming";

    /// <summary>A client that reads nothing of a list for this number of seconds is disconnected; 0 disables the limit.</summary>
    [Range(0, 3600)]
    public int StalledReaderSeconds { get; set; } = 30;
}
