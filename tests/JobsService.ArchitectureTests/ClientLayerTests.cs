using System.Reflection;
using JobsService.Client;
using JobsService.Tool;

namespace JobsService.ArchitectureTests;

/// <summary>The client and the tool are released without the service.</summary>
internal sealed class ClientLayerTests
{
    private const string Prefix = "JobsService.";

    private static readonly Assembly Client = typeof(JobsClient).Assembly;
    private static readonly Assembly Tool = typeof(JobsTool).Assembly;

    [Test]
    public void The_client_references_nothing_of_the_service() => Assert.That(ReferencesOf(Client), Is.Empty);

    [Test]
    public void The_tool_references_only_the_client() =>
        Assert.That(ReferencesOf(Tool), Is.EqualTo(new[] { Client.GetName().Name }));

    [Test]
    public void The_service_does_not_reference_the_client() =>
        Assert.That(
            ReferencesOf(typeof(Api.ServiceHost).Assembly),
            Is.Not.Empty.And.None.EqualTo(Client.GetName().Name)
        );

    [Test]
    public void The_client_depends_only_on_the_framework_and_its_extensions() =>
        Assert.That(
            Client.GetReferencedAssemblies().Select(assembly => assembly.Name),
            Is.All.StartsWith("System.").Or.StartsWith("Microsoft.Extensions.")
        );

    private static string?[] ReferencesOf(Assembly assembly) =>
        [
            .. assembly
                .GetReferencedAssemblies()
                .Select(reference => reference.Name)
                .Where(name => name!.StartsWith(Prefix, StringComparison.Ordinal)),
        ];
}
