using JobsService.Api.Middleware;

namespace JobsService.UnitTests.Middleware;

internal sealed class RequestIdTests
{
    [TestCase("a")]
    [TestCase("Az09_-")]
    [TestCase("0123456789012345678901234567890123456789012345678901234567890123")]
    public void A_well_formed_id_is_kept(string id) => Assert.That(RequestId.Of(id), Is.EqualTo(id));

    [TestCase("")]
    [TestCase("a b")]
    [TestCase("a\nb")]
    [TestCase("é")]
    [TestCase("01234567890123456789012345678901234567890123456789012345678901234")]
    public void A_malformed_id_is_replaced_by_32_hexadecimal_digits(string id) =>
        Assert.That(RequestId.Of(id), Does.Match("^[0-9a-f]{32}$"));

    [Test]
    public void Every_request_without_an_id_gets_a_unique_one() =>
        Assert.That(Enumerable.Range(0, 1000).Select(_ => RequestId.Of(default)), Is.Unique);
}
