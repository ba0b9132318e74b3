using System.Reflection;
using JobsService.Application.Scoping;
using MediatR;

namespace JobsService.ArchitectureTests;

/// <summary>Every request says how it is scoped: by its base class, or by giving a reason for having no scope. Not both.</summary>
internal static class RequestScopeRule
{
    /// <summary>The request types of an assembly.</summary>
    public static IEnumerable<Type> RequestsOf(Assembly assembly) =>
        assembly.GetTypes().Where(type => type is { IsAbstract: false } && typeof(IBaseRequest).IsAssignableFrom(type));

    /// <summary>The names of the types that break the rule.</summary>
    public static IEnumerable<string> ViolationsIn(IEnumerable<Type> requests) =>
        requests.Where(type => IsScoped(type) == GivesReason(type)).Select(type => type.Name);

    private static bool IsScoped(Type type) => typeof(IOrganizationScopedRequest).IsAssignableFrom(type);

    private static bool GivesReason(Type type) =>
        !string.IsNullOrWhiteSpace(type.GetCustomAttribute<NoOrganizationScopeAttribute>()?.Reason);
}
