namespace JobsService.Api.Telemetry;

/// <summary>
/// A request feature that marks a request as rejected by load shedding, so that it is logged as a warning, not as an error.
/// </summary>
internal sealed class LoadSheddingFeature
{
    public static readonly LoadSheddingFeature Instance = new();

    private LoadSheddingFeature() { }
}
