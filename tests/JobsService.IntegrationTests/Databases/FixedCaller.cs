using JobsService.Application.Scoping;

namespace JobsService.IntegrationTests.Databases;

/// <summary>A caller that a test chooses.</summary>
internal sealed class FixedCaller(Caller? caller) : ICurrentCaller
{
    public Caller? Caller { get; } = caller;

    public string RequestId => "test";
}
