namespace JobsService.Application.Scoping;

/// <summary>Tells who makes the request that is being handled. One instance lives as long as one request.</summary>
public interface ICurrentCaller
{
    /// <summary>The caller, or null while nobody has authenticated.</summary>
    Caller? Caller { get; }

    /// <summary>The request's name, as the log has it: 1 to 64 of <c>A-Za-z0-9_-</c>.</summary>
    string RequestId { get; }
}
