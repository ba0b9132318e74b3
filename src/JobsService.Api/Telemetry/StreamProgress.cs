namespace JobsService.Api.Telemetry;

/// <summary>The progress of a list response, for the request log and the metrics.</summary>
internal sealed class StreamProgress
{
    /// <summary>The number of written rows.</summary>
    public long Rows { get; set; }

    /// <summary>The number of bytes flushed to the client. Network buffers can hold some of them.</summary>
    public long Bytes { get; set; }

    /// <summary>The outcome; <see cref="StreamOutcome.Complete"/> until another one is set.</summary>
    public StreamOutcome Ending { get; set; }

    /// <summary>Records why the connection was aborted, unless an outcome has been recorded before.</summary>
    public void SetAborted(HttpContext context)
    {
        if (Ending == StreamOutcome.Complete)
        {
            var lifetime = context.RequestServices.GetRequiredService<IHostApplicationLifetime>();
            Ending = lifetime.ApplicationStopping.IsCancellationRequested
                ? StreamOutcome.AbortedAtShutdown
                : StreamOutcome.ClientDisconnected;
        }
    }
}
