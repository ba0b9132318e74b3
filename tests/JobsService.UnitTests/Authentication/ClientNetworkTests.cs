using System.Net;
using JobsService.Application.Authentication;

namespace JobsService.UnitTests.Authentication;

internal sealed class ClientNetworkTests
{
    [TestCase("192.0.2.1", "192.0.2.1", true)]
    [TestCase("192.0.2.1", "192.0.2.2", false)]
    [TestCase("192.0.2.1", "::ffff:192.0.2.1", true)]
    [TestCase("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [TestCase("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [TestCase("::1", "127.0.0.1", false)]
    public void The_network_is_an_IPv4_address_or_an_IPv6_64_prefix(string one, string other, bool areEqual)
    {
        Assert.That(
            ClientNetwork.Of(IPAddress.Parse(one)) == ClientNetwork.Of(IPAddress.Parse(other)),
            Is.EqualTo(areEqual)
        );
    }
}
