using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.AspNetCore.StaticAssets;

namespace JobsService.Api.Dashboard;

/// <summary>
/// The style sheet, scripts and icon of the dashboard. The build compresses them, and gives each a second name with its fingerprint,
/// under which browsers may cache it for a year.
/// </summary>
internal static class DashboardAssets
{
    private const string Folder = "dashboard/";

    // A key of ASP.NET Core. By default it is true for a program that was built and not published, in every environment.
    private const string ReloadsChangedFiles = "ReloadStaticAssetsAtRuntime";

    private static readonly string Assembly = typeof(DashboardAssets).Assembly.GetName().Name!;

    /// <summary>Finds the files where the build left them. A published program has them in its own directory.</summary>
    public static void UseDashboardAssets(this WebApplicationBuilder builder)
    {
        // Only for files that a developer edits. A published program has them compressed as Brotli, and would send gzip in its place if a
        // copy had given them a new time.
        var isBuilt = File.Exists(PathOf("runtime"));
        builder.Configuration[ReloadsChangedFiles] = $"{builder.Environment.IsDevelopment() && isBuilt}";
        builder.WebHost.UseSetting(WebHostDefaults.StaticWebAssetsKey, PathOf("runtime"));
        StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
    }

    /// <summary>Maps the files and returns their names in <c>/dashboard/</c> with the names that have fingerprints.</summary>
    public static IReadOnlyDictionary<string, string> MapDashboardAssets(this WebApplication app)
    {
        var names = new SortedDictionary<string, string>(StringComparer.Ordinal);
        app.MapStaticAssets(PathOf("endpoints"))
            .Add(endpoint =>
            {
                endpoint.DisplayName = "/dashboard/ (files)";
                endpoint.Metadata.Add(new Microsoft.AspNetCore.Authorization.AllowAnonymousAttribute());
                if (endpoint.Metadata.OfType<StaticAssetDescriptor>().FirstOrDefault() is { } asset)
                {
                    AddName(names, asset);
                }
            });

        // The conventions run when the endpoints are listed.
        foreach (var source in ((IEndpointRouteBuilder)app).DataSources)
        {
            _ = source.Endpoints.Count;
        }

        return names;
    }

    private static void AddName(SortedDictionary<string, string> names, StaticAssetDescriptor asset)
    {
        var name = asset.Properties.FirstOrDefault(property => property.Name == "label")?.Value;
        if (name is not null && name.StartsWith(Folder, StringComparison.Ordinal))
        {
            names[name[Folder.Length..]] = asset.Route[Folder.Length..];
        }
    }

    private static string PathOf(string manifest) =>
        Path.Combine(AppContext.BaseDirectory, $"{Assembly}.staticwebassets.{manifest}.json");
}
