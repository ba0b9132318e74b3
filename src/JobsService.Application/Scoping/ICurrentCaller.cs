namespace JobsService.Application.Scoping;

/// <summary>The caller of the current request. Registered as a scoped service.</summary>
public interface ICurrentCaller
{
    /// <summary>The caller, or null before authentication.</summary>
    Caller? Caller { get; }

    /// <summary>The request id, as in the log: 1 to 64 characters of <c>A-Za-z0-9_-</c>.</summary>
    string RequestId { get; }
}
