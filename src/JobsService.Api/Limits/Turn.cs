using System.Threading.RateLimiting;

namespace JobsService.Api.Limits;

/// <summary>A request's turn to work, as a feature of its context.</summary>
internal sealed class Turn(RateLimitLease lease)
{
    /// <summary>Lets the next one work. More than once does no harm.</summary>
    public void End() => lease.Dispose();
}
