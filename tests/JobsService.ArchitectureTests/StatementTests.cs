using System.Reflection;
using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Dependencies;
using ArchUnitNET.Fluent;
using ArchUnitNET.Fluent.Syntax.Elements.Members.MethodMembers;
using ArchUnitNET.Fluent.Syntax.Elements.Types;
using ArchUnitNET.Loader;
using ArchUnitNET.NUnit;
using JobsService.Application.Scoping;
using JobsService.Infrastructure;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Database.Sqlite;
using JobsService.Infrastructure.Database.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Type = System.Type;

namespace JobsService.ArchitectureTests;

/// <summary>
/// Every statement that reaches a database is one that can be enumerated, so that the binder of SQL Server checks them all.
/// </summary>
internal sealed class StatementTests
{
    private static readonly Architecture Architecture = new ArchLoader()
        .LoadAssemblies(
            typeof(InfrastructureServices).Assembly,
            typeof(Api.ServiceHost).Assembly,
            typeof(StatementTests).Assembly,
            typeof(Dapper.SqlMapper).Assembly,
            typeof(SqlCommand).Assembly,
            typeof(SqliteCommand).Assembly
        )
        .Build();

    private static readonly GivenTypesConjunction Ours = Types()
        .That()
        .ResideInAssembly(typeof(InfrastructureServices).Assembly, typeof(Api.ServiceHost).Assembly);

    private static readonly Type[] WhatRunsStatements =
    [
        typeof(ScopedStatement),
        typeof(StatementExecutor),
        typeof(DatabaseTransaction),
    ];

    private static readonly Type[] StatementClasses =
    [
        .. typeof(InfrastructureServices)
            .Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Statements", StringComparison.Ordinal)),
    ];

    [Test]
    public void A_statement_is_made_in_a_class_of_statements_only() =>
        Check(
            MethodMembers()
                .That()
                .AreDeclaredIn(typeof(Statement), typeof(ScopedStatement), typeof(StatementParts))
                .And()
                .AreConstructors()
                .Should()
                .NotBeCalledBy(
                    Types()
                        .That()
                        .Are(Ours)
                        .And()
                        .DoNotHaveNameEndingWith("Statements")
                        .And()
                        .AreNot(typeof(ScopedStatement), typeof(StatementParts), typeof(ListStatementSet))
                )
        );

    /// <summary>What runs statements chooses the text of a scoped one and binds the organization.</summary>
    [Test]
    public void The_texts_of_a_scoped_statement_are_chosen_by_what_runs_statements_only() =>
        Check(TextsAreNotReachedFrom(Types().That().Are(Ours).And().AreNot(WhatRunsStatements)));

    [Test]
    public void A_class_that_takes_a_text_of_a_scoped_statement_is_found() =>
        Assert.That(
            TextsAreNotReachedFrom(Types().That().Are(typeof(TakesText))).HasNoViolations(Architecture),
            Is.False
        );

    /// <summary>SQLite's engine sets its connections up with PRAGMAs, which are no business of SQL Server's.</summary>
    [Test]
    public void Dapper_is_called_by_what_takes_statements_only() =>
        Check(
            Types()
                .That()
                .Are(Ours)
                .And()
                .AreNot(
                    typeof(Query),
                    typeof(DatabaseTransaction),
                    typeof(StatementCommand),
                    typeof(StatementParameters),
                    typeof(SqliteEngine),
                    typeof(SqlServerEngine)
                )
                .Should()
                .NotDependOnAny(Types().That().ResideInAssembly(typeof(Dapper.SqlMapper).Assembly))
        );

    [Test]
    public void Nobody_makes_a_command_of_a_driver() => Check(NoDriverCommandsIn(Types().That().Are(Ours)));

    [Test]
    public void A_command_of_a_driver_is_found() =>
        Assert.That(
            NoDriverCommandsIn(Types().That().Are(typeof(CarelessCommand))).HasNoViolations(Architecture),
            Is.False
        );

    /// <summary>Transactions of SQLite begin and end without its driver, whose wait for the write lock blocks a thread.</summary>
    [Test]
    public void Only_a_transaction_of_SQLite_executes_a_text_without_the_driver() =>
        Assert.That(
            Architecture
                .Types.Where(type => Ours.GetObjects(Architecture).Contains(type))
                .SelectMany(type =>
                    type.Members.SelectMany(member => member.MemberDependencies)
                        .OfType<MethodCallDependency>()
                        .Where(call => call.Target.FullName == "SQLitePCL.raw")
                        .Select(call => call.TargetMember.Name.Split('(')[0])
                        .Select(name => name == "sqlite3_exec" ? $"{name} by {type.Name}" : name)
                )
                .Distinct(StringComparer.Ordinal),
            Is.EquivalentTo(
                new[]
                {
                    $"sqlite3_exec by {nameof(SqliteWriteTransaction)}",
                    "sqlite3_busy_timeout",
                    "sqlite3_get_autocommit",
                    "sqlite3_db_readonly",
                    "sqlite3_column_type",
                    "sqlite3_column_int64",
                    "sqlite3_column_text",
                    "sqlite3_column_blob",
                }
            )
        );

    [Test]
    public void The_text_of_a_command_is_set_by_what_takes_statements_only()
    {
        var setters = Architecture
            .Types.Where(type => Ours.GetObjects(Architecture).Contains(type))
            .Where(type => type.Members.SelectMany(member => member.MemberDependencies).Any(SetsCommandText))
            .Select(type => type.FullName);

        Assert.That(setters, Is.EqualTo(new[] { typeof(StatementCommand).FullName }));
    }

    [Test]
    public void A_class_of_statements_offers_nothing_but_statements_that_can_be_enumerated()
    {
        Assert.That(StatementClasses, Has.Length.GreaterThanOrEqualTo(5));
        Assert.That(StatementClasses.SelectMany(OtherOffers), Is.Empty);
        Assert.That(OtherOffers(typeof(Careless)), Is.EquivalentTo(new[] { "Careless.Of", "Careless.Hidden" }));
    }

    private static IEnumerable<string> OtherOffers(Type type) =>
        type.GetMembers(
                BindingFlags.Static
                    | BindingFlags.Instance
                    | BindingFlags.Public
                    | BindingFlags.NonPublic
                    | BindingFlags.DeclaredOnly
            )
            .Where(member => !IsPrivate(member) && !IsStatement(member))
            .Select(member => $"{type.Name}.{member.Name}");

    private static bool IsPrivate(MemberInfo member) =>
        member switch
        {
            FieldInfo field => field.IsPrivate,
            MethodBase method => method.IsPrivate,
            Type nested => nested.IsNestedPrivate,
            _ => false,
        };

    private static bool IsStatement(MemberInfo member) =>
        member is FieldInfo { IsInitOnly: true, IsPublic: true } field
        && (
            typeof(Statement).IsAssignableFrom(field.FieldType)
            || typeof(ScopedStatement).IsAssignableFrom(field.FieldType)
            || typeof(ListStatementSet).IsAssignableFrom(field.FieldType)
        );

    private static bool SetsCommandText(IMemberTypeDependency dependency) =>
        dependency is MethodCallDependency call
        && call.TargetMember.Name.StartsWith("set_CommandText", StringComparison.Ordinal);

    private static TypesShouldConjunction NoDriverCommandsIn(GivenTypesConjunction types) =>
        types
            .Should()
            .NotDependOnAny(
                typeof(SqlCommand),
                typeof(SqlBatch),
                typeof(SqlBatchCommand),
                typeof(SqlBulkCopy),
                typeof(SqlDataAdapter),
                typeof(SqliteCommand)
            );

    private static MethodMembersShouldConjunction TextsAreNotReachedFrom(IObjectProvider<IType> types) =>
        MethodMembers()
            .That()
            .AreDeclaredIn(typeof(ScopedStatement), typeof(StatementParts))
            .And()
            .HaveNameMatching(@"^(In|With|get_Texts)\(")
            .Should()
            .NotBeCalledBy(types);

    private static void Check(IArchRule rule) => rule.Check(Architecture);

    private static class TakesText
    {
        // In the state machine of an async method, too.
        public static async Task<Statement> Of(ScopedStatement statement, OrganizationScope scope)
        {
            await Task.Yield();
            return statement.In(scope, values: null).Statement;
        }
    }

    private static class CarelessCommand
    {
        public static SqlCommand Make(SqlConnection connection) => new SqlCommand("SELECT idd FROM jobss", connection);
    }

    private static class Careless
    {
        public static readonly Statement Known = new("SELECT 1");

        internal static readonly Statement Hidden = new("SELECT 2");

        public static Statement Of(string text) => new(text);
    }
}
