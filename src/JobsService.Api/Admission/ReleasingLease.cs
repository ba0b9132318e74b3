using System.Threading.RateLimiting;

namespace JobsService.Api.Admission;

/// <summary>A lease that gives something back when it is disposed of for the first time.</summary>
/// <param name="release">Gives it back; null for a lease that was refused.</param>
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
