using FluentValidation;
using JobsService.Application.Auditing;
using JobsService.Application.Authentication;
using JobsService.Application.Jobs;
using JobsService.Application.Scoping;
using JobsService.Application.Validation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.Application;

/// <summary>Puts the use cases into a container.</summary>
public static class ApplicationServices
{
    /// <summary>
    /// Adds the mediator, the pipeline in its order, and every handler and validator of this assembly. The host adds an
    /// <see cref="ICurrentCaller"/>, the ports, <see cref="JobListOptions"/>, <see cref="AuthenticationThrottleOptions"/>,
    /// a <see cref="TimeProvider"/> and metrics.
    /// </summary>
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        services.AddTransient<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddTransient<IMediator, Mediator>();

        // The order is the pipeline's: what is audited is written down when it fails, and then every request is scoped before
        // anything else looks at it.
        foreach (var audited in typeof(ApplicationServices).Assembly.GetTypes().Where(IsAudited))
        {
            services.AddAudit(audited);
        }

        services.AddSingleton<ScopeMetrics>();
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(OrganizationScopeBehavior<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));

        services.AddSingleton<AuthenticationThrottle>();
        services.AddTransient<AuditEntryFactory>();
        services.AddTransient<PublishedKeyGuard>();
        services.AddTransient<JobListReader>();

        // Their rules are made once; making them costs more than running them.
        services.AddValidatorsFromAssembly(
            typeof(ApplicationServices).Assembly,
            ServiceLifetime.Singleton,
            includeInternalTypes: true
        );
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

    private static bool IsAudited(Type type) => !type.IsAbstract && typeof(IAuditedRequest).IsAssignableFrom(type);

    /// <summary>A behavior of its own, so that the many requests that change nothing do not pay for it.</summary>
    private static void AddAudit(this IServiceCollection services, Type request)
    {
        var response = request.GetInterface(typeof(IRequest<>).Name)!.GetGenericArguments()[0];
        services.AddTransient(
            typeof(IPipelineBehavior<,>).MakeGenericType(request, response),
            typeof(AuditBehavior<,>).MakeGenericType(request, response)
        );
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
