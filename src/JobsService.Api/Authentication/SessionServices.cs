using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace JobsService.Api.Authentication;

/// <summary>Adds the sessions of the dashboard: ASP.NET Core's cookie authentication, with its keys in the database. See ADR 0021.</summary>
internal static class SessionServices
{
    /// <summary>The name of the authentication scheme.</summary>
    public const string SchemeName = "Session";

    /// <summary>How long a session lasts, unless it ends earlier.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    // Part of every key's purpose. By default it is the directory of the program, which can differ between replicas.
    private const string ApplicationName = "JobsService";

    /// <summary>Adds the scheme, which no request uses by default, and the data protection that it needs.</summary>
    public static void AddSessions(this IServiceCollection services)
    {
        services.AddTransient<SessionCallers>();
        services.AddSingleton<DataProtectionKeyRepository>();
        services.AddDataProtection().SetApplicationName(ApplicationName);
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<DataProtectionKeyRepository>(
                static (keys, repository) =>
                {
                    keys.XmlRepository = repository;

                    // The operator protects the database. Without an encryptor, ASP.NET Core logs a warning for each new key.
                    keys.XmlEncryptor = new PlainXmlEncryptor();
                }
            );
        services
            .AddAuthentication(BasicAuthenticationHandler.SchemeName)
            .AddCookie(
                SchemeName,
                static session =>
                {
                    session.ExpireTimeSpan = Lifetime;
                    session.SlidingExpiration = false;
                    session.CookieManager = new SessionCookie();
                    session.Cookie.HttpOnly = true;
                    session.Cookie.SameSite = SameSiteMode.Strict;
                    session.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;

                    // The prefix of the name requires it, and the service does not know the prefix that a proxy removes.
                    session.Cookie.Path = "/";
                }
            );

        // It would read the keys, and create the first one, at the start, when the database can be unavailable or not yet migrated.
        services.Remove(services.Single(service => service.ImplementationType?.Name == "DataProtectionHostedService"));
    }
}
