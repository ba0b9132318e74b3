using JobsService.Api.Telemetry;

namespace JobsService.Api.Responses;

/// <summary>A request feature that is told when the answer becomes a stream: a long list, or one that a client reads slowly.</summary>
internal interface IStreamingRequest
{
    /// <summary>Only the first call has an effect. Thread-safe.</summary>
    /// <param name="progress">How much of the list was sent.</param>
    void BecomeStream(StreamProgress progress);
}
