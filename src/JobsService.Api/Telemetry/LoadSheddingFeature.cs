namespace JobsService.Api.Telemetry;

/// <summary>As a feature of a request, that it was refused although nothing has failed.</summary>
internal sealed class LoadSheddingFeature
{
    public static readonly LoadSheddingFeature Instance = new();

    private LoadSheddingFeature() { }
}
