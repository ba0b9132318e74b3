using System.Text.Json;
using JobsService.Api.Telemetry;
using JobsService.Application.Availability;
using JobsService.Application.Paging;
using Microsoft.AspNetCore.Mvc;

namespace JobsService.Api.Responses;

/// <summary>
/// A list, or a page of one, in its envelope, written row by row as the rows arrive, at the pace at which the client reads.
/// </summary>
/// <remarks>
/// The first row is awaited before anything goes out, so that a failure up to there is answered with an error. After that it
/// can only be told by breaking off: the connection is aborted, and no client takes the beginning of a list for the whole.
/// </remarks>
internal sealed class ListResult<T>(PagedResult<T> list, WriteJson<T> writeRow, ILogger logger) : IActionResult
{
    // Large enough that the cost of a flush does not show, small enough that a slow client holds little.
    private const int FlushThreshold = 32 * 1024;

    // Some two thousand jobs. A shorter list keeps its permit until it has ended.
    private const int LongList = 1024 * 1024;

    /// <inheritdoc/>
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var httpContext = context.HttpContext;
        await using var row = list.Rows.GetAsyncEnumerator(httpContext.RequestAborted);
        var metrics = httpContext.RequestServices.GetRequiredService<ListMetrics>();

        // A page was read before, so that its first row says nothing.
        var hasRow = list.Page is null ? await metrics.Time(httpContext, row) : await row.MoveNextAsync();

        httpContext.Response.ContentType = EnvelopeJson.ContentType;
        var progress = new StreamProgress();
        httpContext.Features.Set(progress);
        try
        {
            await Write(httpContext, row, hasRow, progress);
        }
        catch (Exception) when (httpContext.RequestAborted.IsCancellationRequested)
        {
            // Whatever a driver calls that; disposing the enumerator stops the query.
            progress.SetAborted(httpContext);
        }
        catch (DatabaseUnavailableException unavailable)
        {
            logger.DatabaseBrokeOff(httpContext.Request.Path, unavailable.Message);
            progress.Ending = StreamOutcome.Failed;
            httpContext.Abort();
        }
        catch (Exception exception)
        {
            logger.ListBrokeOff(exception, httpContext.Request.Path);
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
        await using var writer = new Utf8JsonWriter(body, EnvelopeJson.WriterOptions);
        var sent = 0L;
        EnvelopeJson.BeginList(writer);
        while (hasRow)
        {
            writeRow(writer, row.Current);
            progress.Rows++;

            // BytesPending alone stays small: the writer hands full buffers to the pipe, where they wait for a flush.
            var written = writer.BytesCommitted + writer.BytesPending;
            if (written - sent >= FlushThreshold)
            {
                sent = written;
                writer.Flush();
                var flush = await client.Flush(body);
                progress.Bytes = written;
                if (written >= LongList)
                {
                    request?.BecomeStream(progress);
                }

                if (flush.IsCompleted)
                {
                    // Nobody reads any more, though the token that says so may come later. What was sent must not end well.
                    progress.SetAborted(context);
                    context.Abort();
                    return;
                }
            }

            hasRow = await row.MoveNextAsync();
        }

        EnvelopeJson.EndList(writer, list.Page);
        writer.Flush();
        await client.Flush(body);
    }
}
