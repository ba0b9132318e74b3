using JobsService.Application.ApiKeys;
using JobsService.Application.Auditing;
using JobsService.Application.Jobs;
using JobsService.Application.Organizations;
using JobsService.Application.Scoping;

namespace JobsService.ArchitectureTests;

internal sealed class PortTests
{
    [TestCase(typeof(IJobRepository))]
    [TestCase(typeof(IApiKeyRepository))]
    [TestCase(typeof(IOrganizationRepository))]
    [TestCase(typeof(IAuditLog), nameof(IAuditLog.Append))]
    public void Every_method_that_reads_or_changes_rows_of_organizations_takes_a_scope(
        Type port,
        params string[] others
    )
    {
        Assert.That(port.GetMethods(), Is.Not.Empty);
        Assert.That(
            WithoutScope(port).Except(others, StringComparer.Ordinal),
            Is.Empty,
            $"These methods take no {nameof(OrganizationScope)}. Add the parameter; the handler passes the Scope of its request."
        );
        Assert.That(others.Except(WithoutScope(port), StringComparer.Ordinal), Is.Empty, "These methods take a scope");
    }

    [Test]
    public void A_method_without_a_scope_parameter_is_reported()
    {
        Assert.That(
            WithoutScope(typeof(IPortWithUnscopedMethod)),
            Is.EqualTo(new[] { nameof(IPortWithUnscopedMethod.ReadEverything) })
        );
    }

    [Test]
    public void A_scope_has_no_public_constructor_and_no_empty_value()
    {
        Assert.That(typeof(OrganizationScope).GetConstructors(), Is.Empty);
        Assert.That(typeof(OrganizationScope).IsValueType, Is.False);
    }

    private static IEnumerable<string> WithoutScope(Type port) =>
        port.GetMethods()
            .Where(method =>
                method.GetParameters().All(parameter => parameter.ParameterType != typeof(OrganizationScope))
            )
            .Select(method => method.Name);

    private interface IPortWithUnscopedMethod
    {
        void ReadEverything();

        void ReadScoped(OrganizationScope scope);
    }
}
