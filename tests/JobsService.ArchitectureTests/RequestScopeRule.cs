using System.Reflection;
using JobsService.Application.Scoping;
using MediatR;

namespace JobsService.ArchitectureTests;

/// <summary>Every request either derives from a scoped request or states a reason for having no scope, and not both.</summary>
internal static class RequestScopeRule
{
    /// <summary>The request types of an assembly.</summary>
    public static IEnumerable<Type> RequestsOf(Assembly assembly) =>
        assembly.GetTypes().Where(type => type is { IsAbstract: false } && typeof(IBaseRequest).IsAssignableFrom(type));

    /// <summary>The violations of the rule, one sentence each.</summary>
    public static IEnumerable<string> ViolationsIn(IEnumerable<Type> requests) => requests.SelectMany(ViolationsIn);

    private static IEnumerable<string> ViolationsIn(Type request) =>
        (IsScoped(request), StatesReason(request)) switch
        {
            (false, false) => [new UnscopedRequestException(request).Message],
            (true, true) => [$"{request.Name} has a scope and a reason for having none: remove [NoOrganizationScope]."],
            _ => [],
        };

    private static bool IsScoped(Type type) => typeof(IOrganizationScopedRequest).IsAssignableFrom(type);

    private static bool StatesReason(Type type) =>
        !string.IsNullOrWhiteSpace(type.GetCustomAttribute<NoOrganizationScopeAttribute>()?.Reason);
}
