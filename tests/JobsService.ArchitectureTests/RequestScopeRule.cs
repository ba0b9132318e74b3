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

    /// <summary>The names of the types that violate the rule.</summary>
    public static IEnumerable<string> ViolationsIn(IEnumerable<Type> requests) =>
        requests.Where(type => IsScoped(type) == StatesReason(type)).Select(type => type.Name);

    private static bool IsScoped(Type type) => typeof(IOrganizationScopedRequest).IsAssignableFrom(type);

    private static bool StatesReason(Type type) =>
        !string.IsNullOrWhiteSpace(type.GetCustomAttribute<NoOrganizationScopeAttribute>()?.Reason);
}
