using ArchUnitNET.Domain;
using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using ArchUnitNET.NUnit;
using JobsService.Application;
using JobsService.Domain.Jobs;
using JobsService.Infrastructure;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Assembly = System.Reflection.Assembly;

namespace JobsService.ArchitectureTests;

/// <summary>The allowed dependencies between layers. A rule that matches no types fails.</summary>
internal sealed class LayerTests
{
    private static readonly Assembly Domain = typeof(Job).Assembly;
    private static readonly Assembly Application = typeof(ApplicationServices).Assembly;
    private static readonly Assembly Infrastructure = typeof(InfrastructureServices).Assembly;
    private static readonly Assembly Api = typeof(Api.ServiceHost).Assembly;

    private static readonly Architecture Architecture = new ArchLoader()
        .LoadAssemblies(Domain, Application, Infrastructure, Api)
        .Build();

    private static readonly IObjectProvider<IType> OutsideDomain = Types()
        .That()
        .ResideInAssembly(Application, Infrastructure, Api);

    private static readonly IObjectProvider<IType> OutsideApplication = Types()
        .That()
        .ResideInAssembly(Infrastructure, Api);

    [Test]
    public void The_domain_depends_on_no_other_layer() =>
        Check(Types().That().ResideInAssembly(Domain).Should().NotDependOnAny(OutsideDomain));

    [Test]
    public void The_application_depends_only_on_the_domain() =>
        Check(Types().That().ResideInAssembly(Application).Should().NotDependOnAny(OutsideApplication));

    [Test]
    public void The_infrastructure_does_not_depend_on_the_API() =>
        Check(
            Types()
                .That()
                .ResideInAssembly(Infrastructure)
                .Should()
                .NotDependOnAny(Types().That().ResideInAssembly(Api))
        );

    [Test]
    public void Only_the_composition_root_startup_health_and_commands_of_the_api_depend_on_the_infrastructure() =>
        Check(
            Types()
                .That()
                .ResideInAssembly(Api)
                .And()
                .DoNotResideInNamespaceMatching(@"^JobsService\.Api(\.(Startup|Health|Cli))?$")
                .Should()
                .NotDependOnAny(Types().That().ResideInAssembly(Infrastructure))
        );

    [Test]
    public void Only_the_scope_behavior_creates_a_scope() =>
        Check(
            MethodMembers()
                .That()
                .AreDeclaredIn(typeof(Application.Scoping.OrganizationScope))
                .And()
                .HaveNameStartingWith("Of(")
                .Should()
                .NotBeCalledBy(Types().That().AreNot(typeof(Application.Scoping.OrganizationScopeBehavior<,>)))
        );

    [Test]
    public void A_violated_rule_fails()
    {
        var reversed = Types()
            .That()
            .ResideInAssembly(Application)
            .Should()
            .NotDependOnAny(Types().That().ResideInAssembly(Domain));

        Assert.That(reversed.HasNoViolations(Architecture), Is.False);
    }

    private static void Check(IArchRule rule) => rule.Check(Architecture);
}
