using System.Reflection;
using JobsService.Application.Jobs;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.IntegrationTests.Jobs;

namespace JobsService.IntegrationTests.Http;

/// <summary>A repository with a deliberate defect: one of its methods ignores the scope and reads the jobs of every organization.</summary>
/// <param name="inner">The repository of the service.</param>
/// <param name="leak">The name of the defect, one of <see cref="Leaks"/>.</param>
internal sealed class LeakingJobRepository(IJobRepository inner, string leak)
{
    private static readonly OrganizationScope EveryOrganization = OrganizationScope.Of(
        Caller.Operator,
        OrganizationSelection.Every
    );

    private int _leaks;

    /// <summary>
    /// The possible defects: the name of each method; for a method with a window, one for each type of window, because each has
    /// its own SQL.
    /// </summary>
    public static IEnumerable<string> Leaks =>
        typeof(IJobRepository)
            .GetMethods()
            .SelectMany(method =>
                method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Window))
                    ? typeof(Window).GetNestedTypes().Select(window => $"{method.Name} {window.Name}")
                    : [method.Name]
            );

    /// <summary>Whether the defective method was called.</summary>
    public bool HasLeaked => _leaks > 0;

    /// <summary>The repository.</summary>
    public IJobRepository Repository => JobRepositoryProxy.Create(Call);

    private object? Call(MethodInfo method, object?[] arguments)
    {
        var window = arguments.OfType<Window>().SingleOrDefault();
        if ((window is null ? method.Name : $"{method.Name} {window.GetType().Name}") == leak)
        {
            Interlocked.Increment(ref _leaks);
            arguments = [.. arguments.Select(value => value is OrganizationScope ? EveryOrganization : value)];
        }

        return method.Invoke(inner, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
    }
}
