using System.ComponentModel.DataAnnotations;

namespace JobsService.Api.Responses;

/// <summary>What an operator decides about answers that stream: section <c>Streaming</c>.</summary>
internal sealed class StreamOptions
{
    /// <summary>The section that the options are bound from.</summary>
    public const string Section = "Streaming";

    /// <summary>Seconds in which a client must take the next part of a list, some 32 KB, or is cut off; 0 for no limit.</summary>
    [Range(0, 3600)]
    public int StalledReaderSeconds { get; set; } = 30;
}
