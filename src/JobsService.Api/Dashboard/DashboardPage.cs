using System.Globalization;
using System.Text;
using System.Text.Json;
using JobsService.Api.OpenApi;
using JobsService.Domain.ApiKeys;

namespace JobsService.Api.Dashboard;

/// <summary>
/// Creates the page of the dashboard from <c>index.html</c>: with the fingerprinted names of its files, and an import map with which
/// the modules find each other under these names.
/// </summary>
internal static class DashboardPage
{
    private const string ContentType = "text/html; charset=utf-8";
    private const string ImportMap = """<script type="importmap"></script>""";
    private const string Preloads = "<!-- modules -->";

    // Not a module: it runs before the page is shown.
    private const string EarlyScript = "theme.js";
    private const string StalledAfter = "{stalled-after}";
    private const string Demonstration = """data-demonstration="" """;

    /// <summary>Returns the page.</summary>
    /// <param name="assets">The names of the files, and their names with fingerprints.</param>
    /// <param name="hasDemonstration">Whether to offer the published keys, which are not secret.</param>
    /// <param name="stalledAfterMinutes">After how many minutes without a change a job is stalled.</param>
    public static StaticContent Create(
        IReadOnlyDictionary<string, string> assets,
        bool hasDemonstration,
        int stalledAfterMinutes
    )
    {
        var modules = assets
            .Where(asset => asset.Key.EndsWith(".js", StringComparison.Ordinal) && asset.Key != EarlyScript)
            .ToArray();
        var imports = modules.ToDictionary(
            module => $"./{module.Key}",
            module => $"./{module.Value}",
            StringComparer.Ordinal
        );
        var page = new StringBuilder(Template())
            .Replace(StalledAfter, stalledAfterMinutes.ToString(CultureInfo.InvariantCulture))
            .Replace(
                ImportMap,
                ImportMap.Insert(
                    ImportMap.IndexOf("</", StringComparison.Ordinal),
                    JsonSerializer.Serialize(new { imports })
                )
            )
            .Replace(
                Preloads,
                string.Join('\n', modules.Select(module => $"""<link rel="modulepreload" href="{module.Key}">"""))
            );
        foreach (var (name, fingerprinted) in assets)
        {
            page.Replace($"\"{name}\"", $"\"{fingerprinted}\"");
        }

        if (hasDemonstration)
        {
            page.Replace(Demonstration, $"""data-demonstration="{string.Join(' ', Credentials())}" """);
        }

        var bytes = Encoding.UTF8.GetBytes(page.ToString());
        return new StaticContent(ContentType, bytes, PagePolicy.OfDashboard(bytes));
    }

    // The customer first, because its view is the one that most users have.
    private static IEnumerable<string> Credentials() =>
        new[] { PublishedKey.Customer, PublishedKey.Example }.Select(key => key.Credentials);

    private static string Template()
    {
        using var stream = typeof(DashboardPage).Assembly.GetManifestResourceStream("dashboard.html")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
