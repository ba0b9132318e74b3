using System.Text;
using JobsService.Api.Authentication;
using Microsoft.Extensions.Primitives;

namespace JobsService.UnitTests.Authentication;

internal sealed class BasicCredentialsTests
{
    private const string Secret = "5e96465c883f3309f0105a2e1076632b687e61d2";

    [TestCase("Basic MTo1ZTk2NDY1Yzg4M2YzMzA5ZjAxMDVhMmUxMDc2NjMyYjY4N2U2MWQy")]
    [TestCase("bAsIc MTo1ZTk2NDY1Yzg4M2YzMzA5ZjAxMDVhMmUxMDc2NjMyYjY4N2U2MWQy")]
    [TestCase("Basic   MTo1ZTk2NDY1Yzg4M2YzMzA5ZjAxMDVhMmUxMDc2NjMyYjY4N2U2MWQy ")]
    public void The_published_header_is_parsed(string header)
    {
        var credentials = BasicCredentials.Parse(header);

        Assert.That((credentials!.OrganizationId, credentials.Secret.Reveal()), Is.EqualTo((1L, Secret)));
    }

    [Test]
    public void The_largest_organization_id_is_parsed()
    {
        var credentials = BasicCredentials.Parse(Header($"{long.MaxValue}:{Secret}"));

        Assert.That(credentials!.OrganizationId, Is.EqualTo(long.MaxValue));
    }

    [TestCase("9223372036854775808:" + Secret)]
    [TestCase("99999999999999999999999:" + Secret)]
    [TestCase("+1:" + Secret)]
    [TestCase("-1:" + Secret)]
    [TestCase(" 1:" + Secret)]
    [TestCase("1 :" + Secret)]
    [TestCase("1.0:" + Secret)]
    [TestCase("0x1:" + Secret)]
    [TestCase("١:" + Secret)]
    [TestCase(":" + Secret)]
    [TestCase("1" + Secret)]
    [TestCase("1: " + Secret)]
    [TestCase("1:" + Secret + "\n")]
    [TestCase("")]
    public void Malformed_credentials_are_rejected(string text)
    {
        Assert.That(BasicCredentials.Parse(Header(text)), Is.Null);
    }

    [Test]
    public void Random_headers_are_rejected_without_an_exception()
    {
        var random = new Random(1);
        var bytes = new byte[200];
        for (var round = 0; round < 10_000; round++)
        {
            random.NextBytes(bytes);
            var text = bytes.AsSpan(0, random.Next(bytes.Length));
            var header = round % 2 == 0 ? Convert.ToBase64String(text) : Encoding.Latin1.GetString(text);

            Assert.That(BasicCredentials.Parse($"Basic {header}"), Is.Null);
        }
    }

    [Test]
    public void Several_headers_are_rejected()
    {
        var header = Header($"1:{Secret}");

        Assert.That(BasicCredentials.Parse(new StringValues([header, header])), Is.Null);
    }

    private static string Header(string text) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}";
}
