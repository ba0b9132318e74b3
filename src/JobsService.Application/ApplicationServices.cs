using FluentValidation;
using JobsService.Application.Auditing;
using JobsService.Application.Authentication;
using JobsService.Application.JobChanges;
using JobsService.Application.Jobs;
using JobsService.Application.Paging;
using JobsService.Application.Scoping;
using JobsService.Application.Validation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.Application;

/// <summary>Registers the use cases.</summary>
public static class ApplicationServices
{
    /// <summary>
    /// Adds the mediator, the pipeline behaviors, and every handler and validator of this assembly. The host must add an
    /// <see cref="ICurrentCaller"/>, the ports, <see cref="JobListOptions"/>, <see cref="AuthenticationThrottleOptions"/>,
    /// a <see cref="TimeProvider"/> and metrics.
    /// </summary>
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        services.AddTransient<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddTransient<IMediator, Mediator>();

        // The order matters: the audit behavior records the failures of all others, and the scope is set before validation. The
        // container skips the audit behavior for requests that do not meet its generic constraint.
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(AuditBehavior<,>));
        services.AddSingleton<ScopeMetrics>();
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(OrganizationScopeBehavior<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
        services.AddScoped<RequestProblems>();

        services.AddSingleton<JobStatisticsCache>();
        services.AddSingleton<JobFeedMetrics>();
        services.AddSingleton<JobFeed>();
        services.AddSingleton<NewlyStalledJobs>();
        services.AddSingleton<AuthenticationThrottle>();
        services.AddSingleton<ValidApiKeys>();
        services.AddTransient<AuditEntryFactory>();
        services.AddSingleton<AuditedFailureLimit>();
        services.AddTransient<PublishedKeyGuard>();

        // Singletons, because building the rules costs more than running them.
        services.AddValidatorsFromAssembly(
            typeof(ApplicationServices).Assembly,
            ServiceLifetime.Singleton,
            includeInternalTypes: true
        );
        services.AddSingleton(typeof(IValidator<>), typeof(ListRequestValidator<>));
        services.AddSingleton(typeof(IValidator<>), typeof(JobChangeRequestValidator<>));

        foreach (
            var handler in typeof(ApplicationServices)
                .Assembly.GetTypes()
                .Where(type => type is { IsClass: true, IsAbstract: false })
        )
        {
            services.AddHandler(handler);
        }

        return services;
    }

    private static void AddHandler(this IServiceCollection services, Type type)
    {
        foreach (var contract in type.GetInterfaces().Where(IsHandlerContract))
        {
            services.AddTransient(contract, type);
        }
    }

    private static bool IsHandlerContract(Type contract) =>
        contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IRequestHandler<,>);
}
