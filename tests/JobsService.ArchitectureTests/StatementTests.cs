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
/// The statements that the service can send are all enumerable, so the binder of SQL Server can check every one of them.
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

    private static readonly GivenTypesConjunction Product = Types()
        .That()
        .ResideInAssembly(typeof(InfrastructureServices).Assembly, typeof(Api.ServiceHost).Assembly);

    private static readonly Type[] StatementRunners =
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
    public void Statements_are_created_only_in_statement_classes() =>
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
                        .Are(Product)
                        .And()
                        .DoNotHaveNameEndingWith("Statements")
                        .And()
                        .AreNot(typeof(ScopedStatement), typeof(StatementParts), typeof(ListStatementSet))
                )
        );

    /// <summary>Selecting the text of a scoped statement also binds the organization.</summary>
    [Test]
    public void Only_the_executor_and_its_transactions_select_the_text_of_a_scoped_statement() =>
        Check(TextsAreNotReachedFrom(Types().That().Are(Product).And().AreNot(StatementRunners)));

    [Test]
    public void Another_class_that_selects_the_text_of_a_scoped_statement_is_reported() =>
        Assert.That(
            TextsAreNotReachedFrom(Types().That().Are(typeof(SelectsText))).HasNoViolations(Architecture),
            Is.False
        );

    /// <summary>SQLite's engine configures its connections with PRAGMA statements, which the binder of SQL Server cannot check.</summary>
    [Test]
    public void Only_the_database_classes_that_accept_statements_use_Dapper() =>
        Check(
            Types()
                .That()
                .Are(Product)
                .And()
                .AreNot(
                    typeof(Query),
                    typeof(DatabaseTransaction),
                    typeof(StatementCommand),
                    typeof(StatementParameters),
                    typeof(SqliteEngine),
                    typeof(SqliteIntegrityCheck),
                    typeof(SqlServerEngine)
                )
                .Should()
                .NotDependOnAny(Types().That().ResideInAssembly(typeof(Dapper.SqlMapper).Assembly))
        );

    [Test]
    public void No_class_creates_a_driver_command() => Check(NoDriverCommandsIn(Types().That().Are(Product)));

    [Test]
    public void A_driver_command_is_reported() =>
        Assert.That(
            NoDriverCommandsIn(Types().That().Are(typeof(CreatesDriverCommand))).HasNoViolations(Architecture),
            Is.False
        );

    /// <summary>SQLite transactions begin and end without the driver, because the driver blocks a thread while it waits for the write lock.</summary>
    [Test]
    public void Only_SQLite_transactions_execute_text_without_the_driver() =>
        Assert.That(
            Architecture
                .Types.Where(type => Product.GetObjects(Architecture).Contains(type))
                .SelectMany(type =>
                    type.Members.SelectMany(member => member.MemberDependencies)
                        .OfType<MethodCallDependency>()
                        .Where(call => call.Target.FullName == "SQLitePCL.raw")
                        .Select(call => call.TargetMember.Name.Split('(')[0])
                        .Select(name => name == "sqlite3_exec" ? $"{name} by {type.Name}" : name)
                )
                .Concat(ImportedFunctions())
                .Distinct(StringComparer.Ordinal),
            Is.EquivalentTo(
                new[]
                {
                    $"sqlite3_exec by {nameof(SqliteWriteTransaction)}",
                    "sqlite3_busy_timeout",
                    "sqlite3_get_autocommit",
                    "sqlite3_db_readonly",
                    "sqlite3_interrupt",
                    "sqlite3_column_type",
                    "sqlite3_column_int64",
                    "sqlite3_column_text",
                    "sqlite3_column_blob",
                    "sqlite3_column_bytes",
                    "MallocTrim", // Of the C library.
                }
            )
        );

    private static IEnumerable<string> ImportedFunctions() =>
        new[] { typeof(SqliteEngine).Assembly, typeof(JobsService.Api.Cli.ExitCode).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
            .Where(method => method.Attributes.HasFlag(MethodAttributes.PinvokeImpl))
            .Select(method => method.Name);

    [Test]
    public void Only_StatementCommand_sets_the_text_of_a_command()
    {
        var setters = Architecture
            .Types.Where(type => Product.GetObjects(Architecture).Contains(type))
            .Where(type => type.Members.SelectMany(member => member.MemberDependencies).Any(SetsCommandText))
            .Select(type => type.FullName);

        Assert.That(setters, Is.EqualTo(new[] { typeof(StatementCommand).FullName }));
    }

    [Test]
    public void Statement_classes_expose_only_enumerable_statements()
    {
        Assert.That(StatementClasses, Has.Length.GreaterThanOrEqualTo(5));
        Assert.That(StatementClasses.SelectMany(OtherMembers), Is.Empty);
        Assert.That(
            OtherMembers(typeof(ExposesOtherMembers)),
            Is.EquivalentTo(new[] { "ExposesOtherMembers.Of", "ExposesOtherMembers.Hidden" })
        );
    }

    private static IEnumerable<string> OtherMembers(Type type) =>
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

    private static class SelectsText
    {
        // The call is in the state machine of an async method, which the rule must also detect.
        public static async Task<Statement> Of(ScopedStatement statement, OrganizationScope scope)
        {
            await Task.Yield();
            return statement.In(scope, values: null).Statement;
        }
    }

    private static class CreatesDriverCommand
    {
        public static SqlCommand Make(SqlConnection connection) => new SqlCommand("SELECT idd FROM jobss", connection);
    }

    private static class ExposesOtherMembers
    {
        public static readonly Statement Known = new("SELECT 1");

        internal static readonly Statement Hidden = new("SELECT 2");

        public static Statement Of(string text) => new(text);
    }
}
