using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using JobsService.Application.Jobs;

namespace JobsService.IntegrationTests.Jobs;

/// <summary>Implements every method of <see cref="IJobRepository"/> with one function, including methods that are added later.</summary>
[SuppressMessage("Performance", "CA1852", Justification = "DispatchProxy derives a class from it.")]
internal class JobRepositoryProxy : DispatchProxy
{
    private Func<MethodInfo, object?[], object?> _call = null!;

    /// <summary>Creates a repository.</summary>
    /// <param name="call">Gets the called method and its arguments, and returns the result of the call.</param>
    public static IJobRepository Create(Func<MethodInfo, object?[], object?> call)
    {
        var repository = Create<IJobRepository, JobRepositoryProxy>();
        ((JobRepositoryProxy)(object)repository)._call = call;
        return repository;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _call(targetMethod!, args ?? []);
}
