using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Service;
using Microsoft.AspNetCore.Builder;

namespace JobsService.IntegrationTests.Transport;

/// <summary>Configures a service for HTTPS with a self-signed certificate.</summary>
internal static class HttpsEndpoint
{
    /// <summary>The subject of the certificate.</summary>
    public const string Subject = "CN=jobs.example";

    /// <summary>Writes a certificate beside the file of the database, and makes the service listen with it on a free port.</summary>
    public static void Configure(WebApplicationBuilder builder, TestDatabase database)
    {
        var (certificate, privateKey) = WriteCertificate(Path.GetDirectoryName(database.File)!);
        builder.Configuration["urls"] = null;
        builder.Configuration["Kestrel:Endpoints:Https:Url"] = "https://127.0.0.1:0";
        builder.Configuration["Kestrel:Endpoints:Https:Certificate:Path"] = certificate;
        builder.Configuration["Kestrel:Endpoints:Https:Certificate:KeyPath"] = privateKey;
    }

    /// <summary>A client of the service that accepts its certificate.</summary>
    public static HttpClient ClientOf(RunningService service, SslProtocols version = SslProtocols.None) =>
        new(
            new SocketsHttpHandler
            {
                SslOptions = new SslClientAuthenticationOptions
                {
                    EnabledSslProtocols = version,
                    RemoteCertificateValidationCallback = (_, sent, _, _) => sent!.Subject == Subject,
                },
            }
        )
        {
            BaseAddress = service.Client.BaseAddress,
        };

    private static (string Certificate, string PrivateKey) WriteCertificate(string directory)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject, key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero)
        );
        var (certificateFile, keyFile) = (Path.Combine(directory, "https.pem"), Path.Combine(directory, "https.key"));
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return (certificateFile, keyFile);
    }
}
