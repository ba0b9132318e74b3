using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace JobsService.IntegrationTests.Docs;

/// <summary>The manifests in build/k8s match the service and each other. No test applies them to a cluster.</summary>
internal sealed class KubernetesManifestTests
{
    private const string App = "spec/template/metadata/labels/app.kubernetes.io\\/name";
    private const string Container = "spec/template/spec/containers/0";

    private static readonly string Folder = Path.Combine(Repository.Root, "build/k8s");

    private static IEnumerable<string> Workloads => ["deployment.yaml", "migrate.yaml"];

    [Test]
    public void Every_resource_of_the_kustomization_exists()
    {
        var resources = (YamlSequenceNode)Find(Load("kustomization.yaml"), "resources")!;

        Assert.That(resources, Is.Not.Empty);
        Assert.That(
            resources.Select(Text).Where(file => !File.Exists(Path.Combine(Folder, file))),
            Is.Empty,
            "Resources in kustomization.yaml that do not exist"
        );
    }

    [TestCaseSource(nameof(Workloads))]
    public void Containers_run_without_root_on_a_read_only_file_system_with_resource_limits(string file)
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
    public void The_termination_grace_period_exceeds_the_shutdown_time()
    {
        var settings = Load("config-map.yaml");
        var shutdownSeconds =
            Number(settings, "data/Shutdown__UnreadySeconds") + Number(settings, "data/Shutdown__DrainSeconds");
        var gracePeriodSeconds = Number(Load("deployment.yaml"), "spec/template/spec/terminationGracePeriodSeconds");

        // Ten more seconds are for the last writes.
        Assert.That(gracePeriodSeconds, Is.GreaterThanOrEqualTo(shutdownSeconds + 10));
    }

    [Test]
    public void UnreadySeconds_exceeds_the_time_the_readiness_probe_needs_to_fail()
    {
        var probe = Find(Load("deployment.yaml"), $"{Container}/readinessProbe")!;
        var secondsToFail = Number(probe, "periodSeconds") * Number(probe, "failureThreshold");

        Assert.That(Number(Load("config-map.yaml"), "data/Shutdown__UnreadySeconds"), Is.GreaterThan(secondsToFail));
    }

    [TestCase("startupProbe", "/health/live")]
    [TestCase("livenessProbe", "/health/live")]
    [TestCase("readinessProbe", "/health/ready")]
    public void Probes_request_the_health_endpoints(string probe, string path) =>
        Assert.That(Value(Load("deployment.yaml"), $"{Container}/{probe}/httpGet/path"), Is.EqualTo(path));

    [TestCase("service.yaml", "spec/selector/app.kubernetes.io\\/name")]
    [TestCase("disruption-budget.yaml", "spec/selector/matchLabels/app.kubernetes.io\\/name")]
    [TestCase("network-policy.yaml", "spec/podSelector/matchLabels/app.kubernetes.io\\/name")]
    [TestCase("deployment.yaml", "spec/selector/matchLabels/app.kubernetes.io\\/name")]
    public void Pod_selectors_match_the_labels_of_the_deployment(string file, string selector) =>
        Assert.That(Value(Load(file), selector), Is.Not.Null.And.EqualTo(Value(Load("deployment.yaml"), App)));

    [Test]
    public void Every_setting_of_the_config_map_is_documented()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs/operations.md"));
        var names = ((YamlMappingNode)Find(Load("config-map.yaml"), "data")!).Children.Keys.Select(name =>
            Text(name).Replace("__", ":", StringComparison.Ordinal)
        );

        Assert.That(names, Is.Not.Empty);
        Assert.That(
            names.Where(name => !page.Contains($"| `{name}`", StringComparison.Ordinal)),
            Is.Empty,
            "Settings missing in docs/operations.md"
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

    /// <summary>The node at a path of names and indexes, or null. A slash within a name is escaped by a backslash.</summary>
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
