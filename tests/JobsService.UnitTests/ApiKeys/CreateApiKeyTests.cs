using JobsService.Application;
using JobsService.Application.ApiKeys;
using JobsService.Application.Auditing;
using JobsService.Application.Authentication;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using JobsService.UnitTests.Auditing;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.UnitTests.ApiKeys;

/// <summary>The roles that a caller can give to a new key. The requests run through the pipeline, which creates the scope.</summary>
internal sealed class CreateApiKeyTests
{
    private static readonly Caller SystemAdmin = new(1, ApiKeyRole.SystemAdmin, ApiKeyId: 1);
    private static readonly Caller AdminOfTheSystemOrganization = new(1, ApiKeyRole.OrganizationAdmin, ApiKeyId: 2);

    [Test]
    public async Task A_system_admin_can_create_a_system_admin_key()
    {
        var created = await Create(SystemAdmin, ApiKeyRole.SystemAdmin);

        Assert.That(created.Key.Role, Is.EqualTo(ApiKeyRole.SystemAdmin));
    }

    [Test]
    public void An_organization_admin_of_the_system_organization_cannot_create_a_system_admin_key()
    {
        Assert.That(
            () => Create(AdminOfTheSystemOrganization, ApiKeyRole.SystemAdmin),
            Throws.InstanceOf<OutOfScopeException>()
        );
    }

    [Test]
    public async Task The_stored_hash_is_the_hash_of_the_returned_secret()
    {
        var apiKeys = new FakeApiKeyRepository();

        var created = await Create(SystemAdmin, ApiKeyRole.OrganizationAdmin, apiKeys);

        Assert.That(apiKeys.Added!.SecretHash.ToArray(), Is.EqualTo(created.Secret.Hash()));
    }

    private static async Task<IssuedApiKey> Create(Caller caller, ApiKeyRole role, FakeApiKeyRepository? apiKeys = null)
    {
        var services = new ServiceCollection();
        services.AddMetrics();
        services.AddApplication();
        services.AddSingleton<ICurrentCaller>(new FixedCaller(caller));
        services.AddSingleton<IApiKeyRepository>(apiKeys ?? new FakeApiKeyRepository());
        services.AddSingleton<IAuditLog>(new FakeAuditLog());
        services.AddSingleton<IAuditWarnings>(new FakeAuditWarnings());
        services.AddSingleton(new AuthenticationThrottleOptions());
        services.AddSingleton(new PublishedKeyPolicy(accepted: false));
        services.AddSingleton(TimeProvider.System);
        await using var provider = services.BuildServiceProvider();
        return await provider
            .GetRequiredService<IMediator>()
            .Send(new CreateApiKey(role, "name") { Organizations = OrganizationSelection.Own });
    }
}
