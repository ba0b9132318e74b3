using JobsService.Application;
using JobsService.Application.Authentication;
using JobsService.Application.Jobs;
using JobsService.Application.Scoping;
using MediatR;

namespace JobsService.ArchitectureTests;

internal sealed class RequestScopeTests
{
    [Test]
    public void Every_request_is_either_scoped_or_states_a_reason()
    {
        Type[] requests =
        [
            .. RequestScopeRule.RequestsOf(typeof(ApplicationServices).Assembly),
            .. RequestScopeRule.RequestsOf(typeof(Api.ServiceHost).Assembly),
            .. RequestScopeRule.RequestsOf(typeof(Infrastructure.InfrastructureServices).Assembly),
        ];

        Assert.That(
            requests,
            Is.SupersetOf(new[] { typeof(GetAllJobs), typeof(GetUnfinishedJobs), typeof(AuthenticateApiKey) })
        );
        Assert.That(RequestScopeRule.ViolationsIn(requests), Is.Empty);
    }

    [Test]
    public void Only_authentication_has_no_scope()
    {
        var unscoped = RequestScopeRule
            .RequestsOf(typeof(ApplicationServices).Assembly)
            .Where(type => !typeof(IOrganizationScopedRequest).IsAssignableFrom(type));

        Assert.That(
            unscoped,
            Is.EquivalentTo(new[] { typeof(AuthenticateApiKey), typeof(AuthenticateSession) }),
            "A request without a scope can read rows of every organization. If that is intended, add it here."
        );
    }

    [TestCase(
        typeof(WithoutScopeOrReason),
        "derive it from OrganizationScopedRequest or add [NoOrganizationScope(reason)]"
    )]
    [TestCase(typeof(WithEmptyReason), "derive it from OrganizationScopedRequest or add [NoOrganizationScope(reason)]")]
    [TestCase(typeof(WithScopeAndReason), "remove [NoOrganizationScope]")]
    public void A_request_without_a_scope_and_a_reason_or_with_both_is_reported(Type bad, string remedy)
    {
        Assert.That(RequestScopeRule.RequestsOf(typeof(RequestScopeTests).Assembly), Does.Contain(bad));
        Assert.That(RequestScopeRule.ViolationsIn([bad]), Has.One.StartsWith($"{bad.Name} ").And.One.Contains(remedy));
    }

    [TestCase(typeof(Scoped))]
    [TestCase(typeof(Unscoped))]
    public void A_request_with_either_a_scope_or_a_reason_is_not_reported(Type good)
    {
        Assert.That(RequestScopeRule.ViolationsIn([good]), Is.Empty);
    }

    private sealed record WithoutScopeOrReason : IRequest<int>;

    [NoOrganizationScope("")]
    private sealed record WithEmptyReason : IRequest<int>;

    [NoOrganizationScope("It is scoped as well.")]
    private sealed record WithScopeAndReason : OrganizationScopedRequest<int>;

    private sealed record Scoped : OrganizationScopedRequest<int>;

    [NoOrganizationScope("It is a test.")]
    private sealed record Unscoped : IRequest<int>;
}
