using JobsService.Api.Observability;

namespace JobsService.Api.Admission;

/// <summary>A list that streams without a permit, as <see cref="StreamLimiter"/> sees it.</summary>
/// <param name="organizationId">The organization of the caller.</param>
/// <param name="progress">How much of the list was sent.</param>
/// <param name="disconnect">Aborts the connection. It is never called after <see cref="End"/>.</param>
/// <param name="time">The clock.</param>
internal sealed class StreamedList(long organizationId, ListProgress progress, Action disconnect, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly long _startedAt = time.GetTimestamp();
    private readonly long _bytesBefore = progress.Bytes;
    private bool _hasEnded;

    /// <summary>The organization of the caller.</summary>
    public long OrganizationId { get; } = organizationId;

    /// <summary>How fast the client has read since the list gave its permit back.</summary>
    public double BytesPerSecond =>
        (progress.Bytes - _bytesBefore) / Math.Max(time.GetElapsedTime(_startedAt).TotalSeconds, 0.001);

    /// <summary>Disconnects the client, unless the list has ended: its connection then serves another request.</summary>
    public void Disconnect()
    {
        lock (_lock)
        {
            if (!_hasEnded)
            {
                disconnect();
            }
        }
    }

    /// <summary>Nothing is left to disconnect.</summary>
    public void End()
    {
        lock (_lock)
        {
            _hasEnded = true;
        }
    }
}
