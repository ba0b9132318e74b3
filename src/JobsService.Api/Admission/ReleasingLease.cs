using System.Threading.RateLimiting;

namespace JobsService.Api.Admission;

/// <summary>A lease that calls a release action when it is disposed for the first time.</summary>
/// <param name="release">The release action; null for a lease that was not acquired.</param>
internal sealed class ReleasingLease(Action? release) : RateLimitLease
{
    private Action? _release = release;

    /// <summary>The lease of a request that was refused.</summary>
    public static ReleasingLease Refused { get; } = new(release: null);

    /// <inheritdoc/>
    public override bool IsAcquired { get; } = release is not null;

    /// <inheritdoc/>
    public override IEnumerable<string> MetadataNames => [];

    /// <inheritdoc/>
    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = null;
        return false;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Interlocked.Exchange(ref _release, value: null)?.Invoke();
        base.Dispose(disposing);
    }
}
