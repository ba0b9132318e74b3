using System.Text;
using JobsService.Domain.ApiKeys;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.ApiKeys;

/// <summary>Secrets are neither logged nor stored.</summary>
[OnEveryEngine]
internal sealed class SecrecyTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    [Test]
    public async Task No_log_line_contains_a_secret_at_verbose_level()
    {
        var good = await Database.AddKey(1);
        var bad = $"1:{ApiKeySecret.Generate().Reveal()}";
        await using var service = await RunningService.Start(
            Database,
            configure: builder =>
            {
                builder.Configuration["Serilog:MinimumLevel:Default"] = "Verbose";
                builder.Configuration["Serilog:MinimumLevel:Override:Microsoft.AspNetCore"] = "Verbose";
            }
        );

        foreach (var credentials in new[] { good, bad })
        {
            using var listed = await service.Get(Routes.All, credentials);
            using var unknown = await service.Get("/unknown", credentials);
        }

        Assert.That(service.Log.Lines, Has.Some.Contains("Debug"), "The level did not take effect.");
        Assert.That(
            service.Log.Lines,
            Has.None.Matches<string>(line => ContainsSecret(line, good) || ContainsSecret(line, bad))
        );
    }

    [Test]
    public async Task No_table_contains_a_secret()
    {
        var key = await Database.AddKey(1);
        await using var service = await RunningService.Start(Database);
        using var used = await service.Get(Routes.All, key);

        foreach (var table in new[] { "organizations", "api_keys", "jobs", "schema_versions", "data_protection_keys" })
        {
            foreach (IDictionary<string, object?> row in await Database.Query<dynamic>($"SELECT * FROM {table}"))
            {
                Assert.That(row.Values.Select(TextOf), Has.None.Matches<string>(cell => ContainsSecret(cell, key)));
            }
        }
    }

    [Test]
    public void Encoded_secrets_are_detected()
    {
        var Credentials = PublishedKey.Example.Credentials;
        var secret = Credentials[2..];

        Assert.That(ContainsSecret($"x{secret}x", Credentials), Is.True);
        Assert.That(ContainsSecret(TextOf(Encoding.ASCII.GetBytes(secret)), Credentials), Is.True);
        Assert.That(ContainsSecret(RunningService.Basic(Credentials).ToString(), Credentials), Is.True);
        Assert.That(ContainsSecret("nothing", Credentials), Is.False);
    }

    /// <summary>Whether a text contains the secret of credentials in plain text, in hexadecimal or in Base64.</summary>
    private static bool ContainsSecret(string text, string credentials)
    {
        var secret = credentials.Split(':')[1];
        string[] forms =
        [
            secret,
            Convert.ToHexString(Encoding.ASCII.GetBytes(secret)),
            Convert.ToBase64String(Encoding.ASCII.GetBytes(credentials)),
        ];
        return Array.Exists(forms, form => text.Contains(form, StringComparison.OrdinalIgnoreCase));
    }

    private static string TextOf(object? cell) => cell is byte[] bytes ? Convert.ToHexString(bytes) : $"{cell}";
}
