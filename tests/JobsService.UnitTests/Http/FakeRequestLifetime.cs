using Microsoft.AspNetCore.Http.Features;

namespace JobsService.UnitTests.Http;

/// <summary>A connection that records whether it was aborted.</summary>
internal sealed class FakeRequestLifetime : IHttpRequestLifetimeFeature
{
    public bool IsAborted { get; private set; }

    public CancellationToken RequestAborted { get; set; }

    public void Abort() => IsAborted = true;
}
