using JobsService.Api.Responses;
using JobsService.Application.Availability;
using JobsService.Application.JobChanges;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace JobsService.Api.JobChanges;

/// <summary>Sends events until the client leaves or they end.</summary>
/// <param name="events">The events.</param>
/// <param name="logger">Receives the cause of an aborted stream.</param>
internal sealed class JobEventsResult(JobEvents events, ILogger logger) : IActionResult
{
    /// <inheritdoc/>
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (http, response) = (context.HttpContext, context.HttpContext.Response);
        response.ContentType = JobEventStream.ContentType;

        // nginx would otherwise collect events in a buffer.
        response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await JobEventStream.Write(events, response.Body, http.RequestAborted);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has left, which is how most streams end.
        }
        catch (DatabaseUnavailableException unavailable) when (response.HasStarted)
        {
            logger.ListAbortedByDatabase(http.Request.Path, unavailable.Message);
            http.Abort();
        }
        catch (Exception exception) when (response.HasStarted)
        {
            logger.ListAborted(exception, http.Request.Path);
            http.Abort();
        }
    }
}
