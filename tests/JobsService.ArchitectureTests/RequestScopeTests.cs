using JobsService.Application;
using JobsService.Application.Authentication;
using JobsService.Application.Jobs;
using JobsService.Application.Scoping;
using MediatR;

namespace JobsService.ArchitectureTests;

internal sealed class RequestScopeTests
{
    [Test]
    public void Every_request_of_the_service_says_how_it_is_scoped()
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
    public void Only_finding_the_caller_needs_no_scope()
    {
        var unscoped = RequestScopeRule
            .RequestsOf(typeof(ApplicationServices).Assembly)
            .Where(type => !typeof(IOrganizationScopedRequest).IsAssignableFrom(type));

        Assert.That(unscoped, Is.EqualTo(new[] { typeof(AuthenticateApiKey) }), "Think twice, then add it here.");
    }

    [TestCase(typeof(Forgetful))]
    [TestCase(typeof(Reasonless))]
    [TestCase(typeof(Undecided))]
    public void A_request_that_forgets_is_found(Type bad)
    {
        Assert.That(RequestScopeRule.RequestsOf(typeof(RequestScopeTests).Assembly), Does.Contain(bad));
        Assert.That(RequestScopeRule.ViolationsIn([bad]), Is.EqualTo(new[] { bad.Name }));
    }

    [TestCase(typeof(Scoped))]
    [TestCase(typeof(Unscoped))]
    public void A_request_that_decides_is_not(Type good)
    {
        Assert.That(RequestScopeRule.ViolationsIn([good]), Is.Empty);
    }

    private sealed record Forgetful : IRequest<int>;

    [NoOrganizationScope("")]
    private sealed record Reasonless : IRequest<int>;

    [NoOrganizationScope("It is scoped as well.")]
    private sealed record Undecided : OrganizationScopedRequest<int>;

    private sealed record Scoped : OrganizationScopedRequest<int>;

    [NoOrganizationScope("It is a test.")]
    private sealed record Unscoped : IRequest<int>;
}
