using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Hostile;

/// <summary>Random Authorization headers: only the credentials of a key authenticate.</summary>
internal sealed class RandomAuthorizationTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private const int Requests = 3_000;

    private static readonly string[] Schemes =
    [
        "Basic",
        "basic",
        "BASIC",
        "Bearer",
        "Digest",
        "Basic Basic",
        "",
        "Basic\t",
    ];

    private static readonly string[] Users =
    [
        "1",
        "2",
        "01",
        "+1",
        "-1",
        " 1",
        "1 ",
        "9223372036854775808",
        "",
        "１",
        "0x1",
    ];

    private static Gen<string> Secrets(string good) =>
        Gen.Frequency(
            (1, Gen.Constant(good)),
            (1, Gen.Constant(good.ToUpperInvariant())),
            (1, Gen.Constant($"{good} ")),
            (1, Gen.Constant($"{good}\0")),
            (1, Gen.Constant(good[..^1])),
            (1, Gen.Constant($"{good}:{good}")),
            (3, Text())
        );

    [Test]
    public async Task Random_authorization_headers_are_refused_unless_they_contain_the_key()
    {
        var key = await Database.AddKey(1);
        var secret = key[2..];
        await using var service = await RunningService.Start(Database);
        var headers = Gen.Frequency((3, WellFormed(secret)), (1, Text().Select(text => $"Basic {text}")), (1, Text()));
        var accepted = 0;

        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Requests),
            Prop.ForAll(
                Gen.ArrayOf(headers, 1).Or(Gen.ArrayOf(headers, 2)).ToArbitrary(),
                async values =>
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, Routes.All);
                    request.Headers.TryAddWithoutValidation("Authorization", values);
                    var isKey = values is [var header] && IsKey(header, key);

                    var status = await service.SendHostile(request);

                    accepted += isKey ? 1 : 0;
                    Assert.That(
                        status,
                        isKey
                            ? Is.EqualTo(HttpStatusCode.OK)
                            : Is.AnyOf(
                                HttpStatusCode.Unauthorized,
                                HttpStatusCode.TooManyRequests,
                                HttpStatusCode.BadRequest
                            ),
                        string.Join(" | ", values)
                    );
                }
            )
        );

        Assert.That(accepted, Is.Positive, "No random header contained the key.");
    }

    /// <summary>Whether a header is the key according to RFC 7617. Unlike the service, it decodes the whole header.</summary>
    private static bool IsKey(string header, string key)
    {
        var parts = header.Trim(' ', '\t').Split(' ', 2);
        if (parts is not [var scheme, var value] || !scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        try
        {
            var (user, secret) = Encoding
                .Latin1.GetString(Convert.FromBase64String(value.Trim(' ')))
                .Split(':', 2) switch
            {
                [var before, var after] => (before, after),
                _ => ("", ""),
            };
            return user.TrimStart('0') == "1" && user.All(char.IsAsciiDigit) && secret == key[2..];
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static Gen<string> WellFormed(string secret) =>
        from scheme in Gen.Frequency((5, Gen.Constant("Basic")), (2, Gen.Elements(Schemes)))
        from user in Gen.Frequency((3, Gen.Constant("1")), (2, Gen.Elements(Users)))
        from password in Secrets(secret)
        select $"{scheme} {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}";

    /// <summary>Printable ASCII, because HttpClient sends no other bytes; <see cref="RawSocketTests"/> does.</summary>
    private static Gen<string> Text() =>
        Gen.ListOf(Gen.Choose(' ', '~')).Select(characters => string.Concat(characters.Select(code => (char)code)));
}
