namespace JobsService.Api.Responses;

/// <summary>Adds what answers that stream need.</summary>
internal static class Streaming
{
    /// <summary>Adds the settings.</summary>
    public static void AddStreaming(this IServiceCollection services) =>
        services
            .AddOptions<StreamOptions>()
            .BindConfiguration(StreamOptions.Section)
            .Validate(options => options.HasGoodStalledReaderSeconds, StreamOptions.StalledReaderSecondsExpected)
            .ValidateOnStart();
}
