using JobsService.Api.Authentication;
using JobsService.Api.OpenApi;
using JobsService.Api.RateLimiting;
using JobsService.Application.Authentication;
using JobsService.Application.Jobs;
using Microsoft.AspNetCore.Authentication;

namespace JobsService.Api.Dashboard;

/// <summary>
/// The dashboard at <c>/dashboard/</c>: its page, its files, and signing in and out. Every address is relative, so that a proxy can
/// serve it below a prefix. The page reads jobs through the public API only. See ADR 0021.
/// </summary>
internal static class DashboardRoutes
{
    /// <summary>The path of the page, without the slash at its end.</summary>
    public const string Path = "/dashboard";

    /// <summary>Redirects a browser from <c>/</c> to the dashboard. Other clients get 404, as from every unknown route.</summary>
    public static void UseDashboardRedirect(this WebApplication app) =>
        app.Use(
            static (context, next) =>
            {
                if (!IsBrowserAtRoot(context.Request))
                {
                    return next(context);
                }

                context.Response.Redirect("dashboard/");
                return Task.CompletedTask;
            }
        );

    /// <summary>Maps the page, its files, and signing in and out.</summary>
    public static void MapDashboard(this WebApplication app)
    {
        var assets = app.MapDashboardAssets();
        var hasDemonstration = app.Services.GetRequiredService<PublishedKeyPolicy>().Accepted;
        var stalledAfter = app.Services.GetRequiredService<JobListOptions>().StalledAfterMinutes;
        var page = DashboardPage.Create(assets, hasDemonstration, stalledAfter);
        app.MapGet(Path, context => WritePage(context, page))
            .ExcludeFromDescription()
            .WithDisplayName(Path)
            .AllowAnonymous();

        // The credentials of this request are checked, throttled and counted like those of every other one.
        app.MapPost($"{Path}/sign-in", SignIn)
            .ExcludeFromDescription()
            .WithDisplayName($"{Path}/sign-in")
            .RequireAuthorization()
            .LimitChanges();
        app.MapPost($"{Path}/sign-out", SignOut)
            .ExcludeFromDescription()
            .WithDisplayName($"{Path}/sign-out")
            .AllowAnonymous();
    }

    private static bool IsBrowserAtRoot(HttpRequest request) =>
        request.Path == "/"
        && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && request.Headers.Accept.Any(accept =>
            accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) ?? false
        );

    private static Task WritePage(HttpContext context, StaticContent page)
    {
        if (context.Request.Path.Value!.EndsWith('/'))
        {
            return page.Write(context);
        }

        // The addresses in the page are relative to /dashboard/.
        context.Response.Redirect($"dashboard/{context.Request.QueryString}");
        return Task.CompletedTask;
    }

    private static async Task SignIn(HttpContext context)
    {
        var caller = context.RequestServices.GetRequiredService<RequestCaller>();
        var credentials = caller.Credentials!;
        var key = new SessionKey(caller.Caller!.ApiKeyId!.Value, credentials.OrganizationId, credentials.Secret.Hash());
        await Sessions.Start(context, key);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task SignOut(HttpContext context)
    {
        await context.SignOutAsync(SessionServices.SchemeName);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
