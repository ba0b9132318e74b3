using JobsService.Client;
using JobsService.Client.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers <see cref="JobsClient"/>.</summary>
public static class JobsClientServices
{
    private const string Name = "JobsService.Client";

    /// <summary>Registers a <see cref="JobsClient"/> as a singleton.</summary>
    /// <param name="services">The services.</param>
    /// <param name="endpoint">The address of the service.</param>
    /// <param name="credential">The API key.</param>
    /// <param name="configure">Changes the options; null for the defaults.</param>
    /// <returns>A builder for additional handlers, for example for telemetry.</returns>
    public static IHttpClientBuilder AddJobsClient(
        this IServiceCollection services,
        Uri endpoint,
        JobsCredential credential,
        Action<JobsClientOptions>? configure = null
    )
    {
        Argument.NotNull(services, nameof(services));
        Argument.NotNull(endpoint, nameof(endpoint));
        Argument.NotNull(credential, nameof(credential));
        var options = new JobsClientOptions();
        configure?.Invoke(options);
        services.AddSingleton(provider => new JobsClient(
            endpoint,
            credential,
            options,
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(Name)
        ));
        return services
            .AddHttpClient(Name, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => options.Transport ?? Transport.CreateHandler())
            // The singleton keeps its handler, which renews its connections by itself.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
    }
}
