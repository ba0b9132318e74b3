using JobsService.Application.JobChanges;
using JobsService.IntegrationTests.Service;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.IntegrationTests.JobChanges;

/// <summary>The requests that wait for changes.</summary>
internal static class Listeners
{
    /// <summary>The number of streams and waiting requests in a service.</summary>
    public static int ListenersIn(RunningService service) => service.Services.GetRequiredService<JobFeed>().Listeners;

    /// <summary>Waits until a condition is true.</summary>
    public static async Task Until(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Yield();
        }
    }
}
