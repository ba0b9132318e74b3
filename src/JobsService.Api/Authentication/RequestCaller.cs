using JobsService.Application.Scoping;

namespace JobsService.Api.Authentication;

/// <summary>The authenticated caller of the current request; null before authentication.</summary>
internal sealed class RequestCaller : ICurrentCaller
{
    public Caller? Caller { get; set; }

    public string RequestId { get; set; } = "";
}
