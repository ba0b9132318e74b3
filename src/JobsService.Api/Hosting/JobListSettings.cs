using JobsService.Application.Jobs;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Hosting;

/// <summary>Reads <see cref="JobListOptions"/> from the settings, and checks them at the start.</summary>
internal static class JobListSettings
{
    private const string Max = $"{JobListOptions.Section}:{nameof(JobListOptions.MaxUnpagedRecords)}";

    /// <summary>Adds the options.</summary>
    public static void AddJobListOptions(this IServiceCollection services)
    {
        services
            .AddOptions<JobListOptions>()
            .BindConfiguration(JobListOptions.Section)
            .Validate(options => options.MaxUnpagedRecords >= 0, $"{Max} must be 0, for no limit, or a number of jobs.")
            .ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<JobListOptions>>().Value);
    }
}
