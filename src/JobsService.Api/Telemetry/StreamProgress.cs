namespace JobsService.Api.Telemetry;

/// <summary>How far a request's list has come: for its line of the log, and for the metrics.</summary>
internal sealed class StreamProgress
{
    /// <summary>The rows that were written.</summary>
    public long Rows { get; set; }

    /// <summary>The bytes that the client has read, apart from what buffers hold.</summary>
    public long Bytes { get; set; }

    /// <summary>How it ended; until it has, as if it were whole.</summary>
    public StreamOutcome Ending { get; set; }

    /// <summary>Notes that the connection is gone, and why as far as that is not known yet.</summary>
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
