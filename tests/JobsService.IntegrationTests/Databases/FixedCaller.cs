using JobsService.Application.Scoping;

namespace JobsService.IntegrationTests.Databases;

/// <summary>Whom a test says is asking.</summary>
internal sealed class FixedCaller(Caller? caller) : ICurrentCaller
{
    public Caller? Caller { get; } = caller;

    public string RequestId => "test";
}
