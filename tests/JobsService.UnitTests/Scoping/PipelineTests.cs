using FluentValidation;
using FluentValidation.Results;
using JobsService.Application;
using JobsService.Application.Scoping;
using JobsService.Application.Validation;
using JobsService.Domain.ApiKeys;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace JobsService.UnitTests.Scoping;

/// <summary>The mediator pipeline as the application registers it, with requests that these tests define.</summary>
internal sealed class PipelineTests
{
    private static readonly Caller OfOrganization7 = new(7, ApiKeyRole.OrganizationAdmin, ApiKeyId: 1);
    private static readonly Caller SystemAdmin = new(1, ApiKeyRole.SystemAdmin, ApiKeyId: 2);
    private static readonly ValidationFailure Unknown = new("unknown", "It is unknown.");

    [Test]
    public async Task An_organization_admin_gets_the_scope_of_its_organization()
    {
        var scope = await Send(new Scoped(), OfOrganization7);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(scope.OrganizationId, Is.EqualTo(7));
            Assert.That(scope.Includes(7), Is.True);
            Assert.That(scope.Includes(8), Is.False);
        }
    }

    [Test]
    public async Task A_system_admin_gets_the_scope_of_every_organization()
    {
        var scope = await Send(new Scoped(), SystemAdmin);

        Assert.That((scope.OrganizationId, scope.Includes(8)), Is.EqualTo(((long?)null, true)));
    }

    [Test]
    public async Task A_system_admin_can_select_every_organization_or_one()
    {
        var every = await Send(new Scoped { Organizations = OrganizationSelection.Every }, SystemAdmin);
        var one = await Send(new Scoped { Organizations = OrganizationSelection.One(8) }, SystemAdmin);

        Assert.That((every.OrganizationId, one.OrganizationId), Is.EqualTo(((long?)null, 8L)));
    }

    [TestCaseSource(nameof(SelectionsForSystemAdmins))]
    public void An_organization_admin_cannot_select_organizations(OrganizationSelection selection)
    {
        Assert.That(
            () => Send(new Scoped { Organizations = selection }, OfOrganization7),
            Throws.InstanceOf<OutOfScopeException>()
        );
    }

    [TestCaseSource(nameof(SelectionsForSystemAdmins))]
    public void A_caller_with_an_unknown_role_gets_no_scope_for_any_selection(OrganizationSelection selection)
    {
        var caller = SystemAdmin with { Role = (ApiKeyRole)99 };

        Assert.That(
            () => Send(new Scoped { Organizations = selection }, caller),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
        );
    }

    [Test]
    public void An_unauthorized_request_is_rejected_before_it_is_validated()
    {
        Assert.That(
            () => Send(new Checked("", 0) { Organizations = OrganizationSelection.Every }, OfOrganization7),
            Throws.InstanceOf<OutOfScopeException>()
        );
    }

    [Test]
    public void A_copy_of_a_request_selects_the_same_organizations()
    {
        var request = new Scoped { Organizations = OrganizationSelection.One(8) };

        Assert.That((request with { }).Organizations, Is.EqualTo(request.Organizations));
    }

    [Test]
    public void A_caller_with_an_unknown_role_gets_no_scope()
    {
        var caller = OfOrganization7 with { Role = (ApiKeyRole)99 };

        Assert.That(() => Send(new Scoped(), caller), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void A_scoped_request_without_a_caller_is_rejected()
    {
        Assert.That(() => Send(new Scoped(), caller: null), Throws.InstanceOf<UnauthenticatedException>());
    }

    [Test]
    public void A_request_that_does_not_declare_its_scope_is_rejected()
    {
        Assert.That(() => Send(new Forgetful(), SystemAdmin), Throws.InstanceOf<UnscopedRequestException>());
    }

    [Test]
    public void A_request_with_an_empty_reason_for_having_no_scope_is_rejected()
    {
        Assert.That(() => Send(new Reasonless(), SystemAdmin), Throws.InstanceOf<UnscopedRequestException>());
    }

    [Test]
    public async Task A_request_with_a_reason_for_having_no_scope_needs_no_caller()
    {
        Assert.That(await Send(new Unscoped(), caller: null), Is.EqualTo(42));
    }

    [Test]
    public async Task A_request_cannot_be_sent_again_for_another_caller()
    {
        var request = new Scoped();
        await Send(request, OfOrganization7);

        Assert.That(() => Send(request, SystemAdmin), Throws.InstanceOf<InvalidOperationException>());
        Assert.That(request.Scope.OrganizationId, Is.EqualTo(7));
    }

    [Test]
    public void A_copy_of_a_request_does_not_copy_its_scope()
    {
        Assert.That(
            async () =>
            {
                var request = new Scoped();
                await Send(request, SystemAdmin);
                return (request with { }).Scope;
            },
            Throws.InstanceOf<InvalidOperationException>()
        );
    }

    [Test]
    public void A_request_that_was_not_sent_through_the_pipeline_has_no_scope()
    {
        Assert.That(() => new Scoped().Scope, Throws.InstanceOf<InvalidOperationException>());
    }

    [Test]
    public void Every_validation_failure_of_a_request_is_reported()
    {
        var exception = Assert.ThrowsAsync<ValidationException>(() => Send(new Checked("", 0), SystemAdmin));

        Assert.That(exception!.Errors.Select(error => error.PropertyName), Is.EqualTo(new[] { "Text", "Number" }));
    }

    [Test]
    public void Problems_that_the_host_found_are_reported_before_the_validation_failures()
    {
        var exception = Assert.ThrowsAsync<ValidationException>(() => Send(new Checked("", 0), SystemAdmin, Unknown));

        Assert.That(
            exception!.Errors.Select(error => error.PropertyName),
            Is.EqualTo(new[] { "unknown", "Text", "Number" })
        );
    }

    [Test]
    public void A_request_without_a_validator_is_rejected_for_problems_that_the_host_found() =>
        Assert.That(
            () => Send(new Scoped(), SystemAdmin, Unknown),
            Throws.InstanceOf<ValidationException>().With.Message.Contains("unknown")
        );

    [Test]
    public void An_unauthorized_request_is_rejected_before_problems_that_the_host_found() =>
        Assert.That(
            () => Send(new Scoped { Organizations = OrganizationSelection.Every }, OfOrganization7, Unknown),
            Throws.InstanceOf<OutOfScopeException>()
        );

    [Test]
    public void An_unauthenticated_request_is_rejected_before_it_is_validated()
    {
        Assert.That(() => Send(new Checked("", 0), caller: null), Throws.InstanceOf<UnauthenticatedException>());
    }

    /// <summary>Includes the caller's own organization, which is for system admins too if it is selected by id.</summary>
    private static OrganizationSelection[] SelectionsForSystemAdmins() =>
        [OrganizationSelection.Every, OrganizationSelection.One(7), OrganizationSelection.One(8)];

    private static async Task<T> Send<T>(
        IRequest<T> request,
        Caller? caller,
        params IReadOnlyList<ValidationFailure> problems
    )
    {
        var services = new ServiceCollection();
        services.AddMetrics();
        services.AddApplication();
        services.AddSingleton<ICurrentCaller>(new FixedCaller(caller));
        services.AddTransient<IRequestHandler<Scoped, OrganizationScope>, Handler>();
        services.AddTransient<IRequestHandler<Forgetful, int>, Handler>();
        services.AddTransient<IRequestHandler<Reasonless, int>, Handler>();
        services.AddTransient<IRequestHandler<Unscoped, int>, Handler>();
        services.AddTransient<IRequestHandler<Checked, int>, Handler>();
        services.AddTransient<IValidator<Checked>, CheckedValidator>();
        await using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<RequestProblems>().Found = problems;
        return await provider.GetRequiredService<IMediator>().Send(request);
    }

    private sealed record Scoped : OrganizationScopedRequest<OrganizationScope>;

    private sealed record Forgetful : IRequest<int>;

    [NoOrganizationScope(" ")]
    private sealed record Reasonless : IRequest<int>;

    [NoOrganizationScope("It is a test.")]
    private sealed record Unscoped : IRequest<int>;

    private sealed record Checked(string Text, int Number) : OrganizationScopedRequest<int>;

    private sealed class CheckedValidator : AbstractValidator<Checked>
    {
        public CheckedValidator()
        {
            RuleFor(request => request.Text).NotEmpty();
            RuleFor(request => request.Number).GreaterThan(0);
        }
    }

    private sealed class Handler
        : IRequestHandler<Scoped, OrganizationScope>,
            IRequestHandler<Forgetful, int>,
            IRequestHandler<Reasonless, int>,
            IRequestHandler<Unscoped, int>,
            IRequestHandler<Checked, int>
    {
        public Task<OrganizationScope> Handle(Scoped request, CancellationToken cancellationToken) =>
            Task.FromResult(request.Scope);

        public Task<int> Handle(Forgetful request, CancellationToken cancellationToken) => Task.FromResult(42);

        public Task<int> Handle(Reasonless request, CancellationToken cancellationToken) => Task.FromResult(42);

        public Task<int> Handle(Unscoped request, CancellationToken cancellationToken) => Task.FromResult(42);

        public Task<int> Handle(Checked request, CancellationToken cancellationToken) => Task.FromResult(42);
    }
}
