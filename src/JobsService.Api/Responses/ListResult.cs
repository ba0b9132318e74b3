using System.Text.Json;
using JobsService.Api.Telemetry;
using JobsService.Application.Availability;
using JobsService.Application.Paging;
using Microsoft.AspNetCore.Mvc;

namespace JobsService.Api.Responses;

/// <summary>Writes a row of a list as a JSON value.</summary>
internal delegate void WriteJson<T>(Utf8JsonWriter writer, in T row);

/// <summary>Writes one item in the response envelope.</summary>
/// <inheritdoc cref="EnvelopeJson.WriteItem"/>
internal sealed class ItemResult<T>(T item, WriteJson<T> write, WriteJson<T>? writeOthers = null) : IActionResult
{
    /// <inheritdoc/>
    public Task ExecuteResultAsync(ActionContext context) =>
        EnvelopeJson.WriteItem(context.HttpContext, item, write, writeOthers);
}

/// <summary>Streams a list or a page, row by row, with backpressure from the client.</summary>
/// <remarks>
/// The response starts after the first row has arrived, so that an earlier failure returns an error status. After a later failure
/// the connection is aborted, so that a client cannot mistake a partial list for a complete one.
/// </remarks>
/// <param name="list">The list.</param>
/// <param name="createWriter">Sets the headers of the response for a format, and creates the writer.</param>
/// <param name="logger">Receives the cause of an aborted response.</param>
internal sealed class ListResult<T>(PagedResult<T> list, Func<HttpResponse, ListWriter<T>> createWriter, ILogger logger)
    : IActionResult
{
    // Large enough to make the cost of a flush negligible, small enough to limit the memory that a slow client occupies.
    private const int FlushThreshold = 32 * 1024;

    // About 2000 jobs. A shorter list keeps its concurrency permit until it ends.
    private const int StreamThreshold = 1024 * 1024;

    /// <inheritdoc/>
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var httpContext = context.HttpContext;
        await using var row = list.Rows.GetAsyncEnumerator(httpContext.RequestAborted);
        var metrics = httpContext.RequestServices.GetRequiredService<ListMetrics>();

        // A page is already in memory, so the time to its first row is meaningless.
        var hasRow = list.Page is null ? await metrics.Time(httpContext, row) : await row.MoveNextAsync();

        NextPageLink.Set(httpContext, list.Page);
        var progress = new StreamProgress();
        httpContext.Features.Set(progress);
        try
        {
            await Write(httpContext, row, hasRow, progress);
        }
        catch (Exception) when (httpContext.RequestAborted.IsCancellationRequested)
        {
            // Drivers throw different exceptions on cancellation. Disposing the enumerator cancels the query.
            progress.SetAborted(httpContext);
        }
        catch (DatabaseUnavailableException unavailable)
        {
            logger.ListAbortedByDatabase(httpContext.Request.Path, unavailable.Message);
            progress.Ending = StreamOutcome.Failed;
            httpContext.Abort();
        }
        catch (Exception exception)
        {
            logger.ListAborted(exception, httpContext.Request.Path);
            progress.Ending = StreamOutcome.Failed;
            httpContext.Abort();
        }

        metrics.Count(httpContext, progress);
    }

    private async Task Write(HttpContext context, IAsyncEnumerator<T> row, bool hasRow, StreamProgress progress)
    {
        var body = context.Response.BodyWriter;
        var request = context.Features.Get<IStreamingRequest>();
        await using var client = new SlowClientMonitor(context, progress, request);
        using var writer = createWriter(context.Response);
        var sent = 0L;
        writer.Begin();
        while (hasRow)
        {
            writer.Write(row.Current);
            progress.Rows++;

            var written = writer.Written;
            if (written - sent >= FlushThreshold)
            {
                sent = written;
                writer.Flush();
                var flush = await client.Flush(body);
                progress.Bytes = written;
                if (written >= StreamThreshold)
                {
                    request?.BecomeStream(progress);
                }

                if (flush.IsCompleted)
                {
                    // The client has disconnected, although RequestAborted may be signaled later. Abort, so that the response
                    // cannot end normally.
                    progress.SetAborted(context);
                    context.Abort();
                    return;
                }
            }

            hasRow = await row.MoveNextAsync();
        }

        writer.End(list.Page);
        writer.Flush();
        await client.Flush(body);
    }
}
