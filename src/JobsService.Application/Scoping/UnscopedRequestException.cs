namespace JobsService.Application.Scoping;

/// <summary>A request type does not declare its scope. This is a programming error, not an error of the client.</summary>
/// <param name="requestType">The request type.</param>
public sealed class UnscopedRequestException(Type requestType)
    : InvalidOperationException(
        $"{requestType.Name} was rejected: derive it from OrganizationScopedRequest or add [NoOrganizationScope(reason)]."
    );
