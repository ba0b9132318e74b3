using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using JobsService.Infrastructure.Database;
using JobsService.IntegrationTests.Databases;
using JobsService.IntegrationTests.Http;
using JobsService.IntegrationTests.Service;

namespace JobsService.IntegrationTests.Hostile;

/// <summary>Whatever stands in the Authorization header, only a key's own credentials let in.</summary>
[Parallelizable]
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
    public async Task Thousands_of_random_headers_let_nobody_in_but_the_key()
    {
        var key = await Database.AddKey(1);
        var secret = key[2..];
        await using var service = await RunningService.Start(Database);
        var headers = Gen.Frequency((3, WellFormed(secret)), (1, Text().Select(text => $"Basic {text}")), (1, Text()));
        var letIn = 0;

        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Requests),
            Prop.ForAll(
                Gen.ArrayOf(headers, 1).Or(Gen.ArrayOf(headers, 2)).ToArbitrary(),
                async values =>
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, Routes.All);
                    request.Headers.TryAddWithoutValidation("Authorization", values);
                    var isGood = values is [var header] && IsKey(header, key);

                    var status = await service.SendHostile(request);

                    letIn += isGood ? 1 : 0;
                    Assert.That(
                        status,
                        isGood
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

        Assert.That(letIn, Is.Positive, "The key itself was among them.");
    }

    /// <summary>What RFC 7617 and the contract take for the key, by another way than the service's: it decodes all of it.</summary>
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

    /// <summary>Printable ASCII: a client cannot send other bytes in a header, a socket can, see the raw tests.</summary>
    private static Gen<string> Text() =>
        Gen.ListOf(Gen.Choose(' ', '~')).Select(characters => string.Concat(characters.Select(code => (char)code)));
}
