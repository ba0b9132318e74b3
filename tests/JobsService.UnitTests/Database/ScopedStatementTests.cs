using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;

namespace JobsService.UnitTests.Database;

internal sealed class ScopedStatementTests
{
    private const string ForOneOrganization = "SELECT id FROM t\nWHERE organization_id = @organizationId\n  AND id = 1";
    private const string ForOrganizationAdmin =
        "SELECT id FROM t\nWHERE organization_id = @organizationId\n  AND hidden = 0\n  AND id = 1";
    private const string ForEveryOrganization = "SELECT id FROM t\nWHERE id = 1";

    private static readonly StatementParts Parts = new("SELECT id FROM t", new Condition("id = 1"));

    private static readonly OrganizationScope OrganizationAdmin = OrganizationScope.Of(
        new Caller(2, ApiKeyRole.OrganizationAdmin, ApiKeyId: 1),
        OrganizationSelection.InScope
    );

    private static readonly OrganizationScope OneOrganization = OrganizationScope.Of(
        Caller.Operator,
        OrganizationSelection.One(3)
    );

    private static readonly OrganizationScope EveryOrganization = OrganizationScope.Of(
        Caller.Operator,
        OrganizationSelection.Every
    );

    [Test]
    public void A_scope_selects_the_text_and_binds_its_organization()
    {
        var statement = new ScopedStatement(new TableScope("organization_id", new Condition("hidden = 0")), Parts);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Run(statement, OrganizationAdmin), Is.EqualTo((ForOrganizationAdmin, 2L)));
            Assert.That(Run(statement, OneOrganization), Is.EqualTo((ForOneOrganization, 3L)));
            Assert.That(Run(statement, EveryOrganization), Is.EqualTo((ForEveryOrganization, (object?)null)));
        }
    }

    [Test]
    public void Scopes_of_the_same_rows_share_one_statement()
    {
        var statement = new ScopedStatement(new TableScope("organization_id"), Parts);

        Assert.That(
            statement.In(OrganizationAdmin, values: null).Statement,
            Is.SameAs(statement.In(OneOrganization, values: null).Statement)
        );
    }

    [Test]
    public void An_organization_set_by_a_repository_is_replaced_by_the_organization_in_scope()
    {
        var values = new StatementValues { ["id"] = 7L, ["organizationId"] = 4711L };

        var (_, bound) = new ScopedStatement(new TableScope("organization_id"), Parts).In(OrganizationAdmin, values);

        Assert.That(bound, Is.SameAs(values), "The values must not be copied.");
        Assert.That(bound!["organizationId"], Is.EqualTo(2L));
    }

    [Test]
    public void A_statement_for_every_organization_fails_in_the_scope_of_one_organization()
    {
        var statement = ScopedStatement.OnEveryOrganizationOnly(Parts);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Run(statement, EveryOrganization), Is.EqualTo((ForEveryOrganization, (object?)null)));
            Assert.That(() => Run(statement, OneOrganization), Throws.InstanceOf<OutOfScopeException>());
            Assert.That(() => Run(statement, OrganizationAdmin), Throws.InstanceOf<OutOfScopeException>());
        }
    }

    private static (string Text, object? OrganizationId) Run(ScopedStatement statement, OrganizationScope scope)
    {
        var (chosen, values) = statement.In(scope, values: null);
        return (chosen.Text, values?["organizationId"]);
    }
}
