using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace JobsService.IntegrationTests.Docs;

/// <summary>The manifests of build/k8s, which nothing here can apply: that they fit the service, and each other.</summary>
internal sealed class KubernetesManifestTests
{
    private const string App = "spec/template/metadata/labels/app.kubernetes.io\\/name";
    private const string Container = "spec/template/spec/containers/0";

    private static readonly string Folder = Path.Combine(Repository.Root, "build/k8s");

    private static IEnumerable<string> Workloads => ["deployment.yaml", "migrate.yaml"];

    [Test]
    public void What_is_applied_is_there()
    {
        var resources = (YamlSequenceNode)Find(Load("kustomization.yaml"), "resources")!;

        Assert.That(
            resources.Select(resource => Path.Combine(Folder, Text(resource))),
            Is.Not.Empty.And.All.Matches<string>(File.Exists)
        );
    }

    [TestCaseSource(nameof(Workloads))]
    public void Nobody_is_root_and_nothing_of_the_image_is_written(string file)
    {
        var workload = Load(file);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Value(workload, "spec/template/spec/securityContext/runAsNonRoot"), Is.EqualTo("true"));
            Assert.That(
                Value(workload, "spec/template/spec/securityContext/seccompProfile/type"),
                Is.EqualTo("RuntimeDefault")
            );
            Assert.That(Value(workload, "spec/template/spec/automountServiceAccountToken"), Is.EqualTo("false"));
            Assert.That(Value(workload, $"{Container}/securityContext/readOnlyRootFilesystem"), Is.EqualTo("true"));
            Assert.That(Value(workload, $"{Container}/securityContext/allowPrivilegeEscalation"), Is.EqualTo("false"));
            Assert.That(Value(workload, $"{Container}/securityContext/capabilities/drop/0"), Is.EqualTo("ALL"));
            Assert.That(Value(workload, $"{Container}/resources/limits/memory"), Is.Not.Empty);
            Assert.That(Value(workload, $"{Container}/resources/requests/cpu"), Is.Not.Empty);
        }
    }

    [Test]
    public void A_pod_has_the_time_that_its_shutdown_takes()
    {
        var settings = Load("config-map.yaml");
        var takes = Number(settings, "data/Shutdown__UnreadySeconds") + Number(settings, "data/Shutdown__DrainSeconds");
        var has = Number(Load("deployment.yaml"), "spec/template/spec/terminationGracePeriodSeconds");

        // And some for the last writes.
        Assert.That(has, Is.GreaterThanOrEqualTo(takes + 10));
    }

    [Test]
    public void It_is_not_ready_for_longer_than_its_probe_needs_to_notice()
    {
        var probe = Find(Load("deployment.yaml"), $"{Container}/readinessProbe")!;
        var notices = Number(probe, "periodSeconds") * Number(probe, "failureThreshold");

        Assert.That(Number(Load("config-map.yaml"), "data/Shutdown__UnreadySeconds"), Is.GreaterThan(notices));
    }

    [TestCase("startupProbe", "/health/live")]
    [TestCase("livenessProbe", "/health/live")]
    [TestCase("readinessProbe", "/health/ready")]
    public void Probes_ask_what_there_is(string probe, string path) =>
        Assert.That(Value(Load("deployment.yaml"), $"{Container}/{probe}/httpGet/path"), Is.EqualTo(path));

    [TestCase("service.yaml", "spec/selector/app.kubernetes.io\\/name")]
    [TestCase("disruption-budget.yaml", "spec/selector/matchLabels/app.kubernetes.io\\/name")]
    [TestCase("network-policy.yaml", "spec/podSelector/matchLabels/app.kubernetes.io\\/name")]
    [TestCase("deployment.yaml", "spec/selector/matchLabels/app.kubernetes.io\\/name")]
    public void Who_selects_pods_selects_those_of_the_deployment(string file, string selector) =>
        Assert.That(Value(Load(file), selector), Is.Not.Null.And.EqualTo(Value(Load("deployment.yaml"), App)));

    [Test]
    public void Settings_are_the_programs()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs/operations.md"));
        var names = ((YamlMappingNode)Find(Load("config-map.yaml"), "data")!).Children.Keys.Select(name =>
            Text(name).Replace("__", ":", StringComparison.Ordinal)
        );

        Assert.That(
            names,
            Is.Not.Empty.And.All.Matches<string>(name => page.Contains($"| `{name}`", StringComparison.Ordinal))
        );
    }

    private static YamlNode Load(string file)
    {
        using var reader = File.OpenText(Path.Combine(Folder, file));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return yaml.Documents.Single().RootNode;
    }

    private static string? Value(YamlNode node, string path) => Find(node, path) is { } found ? Text(found) : null;

    private static long Number(YamlNode node, string path) =>
        long.Parse(Value(node, path)!, CultureInfo.InvariantCulture);

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    /// <summary>What stands at a path of names and positions; a slash within a name has a backslash before it.</summary>
    private static YamlNode? Find(YamlNode node, string path)
    {
        YamlNode? found = node;
        foreach (var step in path.Replace("\\/", "\0", StringComparison.Ordinal).Split('/'))
        {
            var name = step.Replace('\0', '/');
            found = found switch
            {
                YamlMappingNode map => map.Children.TryGetValue(name, out var child) ? child : null,
                YamlSequenceNode list => list.Children[int.Parse(name, CultureInfo.InvariantCulture)],
                _ => null,
            };
        }

        return found;
    }
}
