using JobsService.Api.Telemetry;

namespace JobsService.Api.Responses;

/// <summary>
/// A request feature that is notified when the response becomes a stream: a long list, or one that a client reads slowly.
/// </summary>
internal interface IStreamingRequest
{
    /// <summary>Marks the request as a stream. Only the first call has an effect. Thread-safe.</summary>
    /// <param name="progress">The progress of the list.</param>
    void BecomeStream(StreamProgress progress);
}
