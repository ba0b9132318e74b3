using JobsService.Application.Scoping;

namespace JobsService.Api.Authentication;

/// <summary>The caller of one request, once authentication has found who it is.</summary>
internal sealed class RequestCaller : ICurrentCaller
{
    public Caller? Caller { get; set; }

    public string RequestId { get; set; } = "";
}
