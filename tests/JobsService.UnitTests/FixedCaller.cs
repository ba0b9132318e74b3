using JobsService.Application.Scoping;

namespace JobsService.UnitTests;

/// <summary>Whom a test says is asking.</summary>
internal sealed class FixedCaller(Caller? caller) : ICurrentCaller
{
    public Caller? Caller { get; } = caller;

    public string RequestId => "test";
}
