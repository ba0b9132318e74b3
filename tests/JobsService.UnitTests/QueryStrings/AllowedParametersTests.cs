using JobsService.Api.QueryStrings;
using JobsService.Application.Filtering;

namespace JobsService.UnitTests.QueryStrings;

internal sealed class AllowedParametersTests
{
    private static readonly AllowedParameters Parameters = new([new("state", IsList: true), new("page")]);

    [TestCase("state")]
    [TestCase("STATE")]
    [TestCase("page")]
    [TestCase("state[]")]
    [TestCase("state[0]")]
    [TestCase("State[18446744073709551616]")]
    public void A_parameter_and_an_element_of_a_list_parameter_are_included(string name) =>
        Assert.That(Parameters.Include(name), Is.True);

    [TestCase("")]
    [TestCase("states")]
    [TestCase("page[]")]
    [TestCase("page[0]")]
    [TestCase("state[x]")]
    [TestCase("state[-1]")]
    [TestCase("state[ 1]")]
    [TestCase("state[٣]")]
    [TestCase("state[")]
    [TestCase("state]")]
    [TestCase("state[]]")]
    [TestCase("state[][]")]
    [TestCase("state[0][1]")]
    [TestCase("state[0]x")]
    [TestCase("[]")]
    [TestCase("[state]")]
    [TestCase("[")]
    [TestCase("]")]
    public void Any_other_name_is_not_included(string name) => Assert.That(Parameters.Include(name), Is.False);

    [Test]
    public void A_route_without_parameters_includes_no_name()
    {
        var none = new AllowedParameters([]);

        Assert.That(
            (none.Include("state"), none.Include("state[]"), none.Include("")),
            Is.EqualTo((false, false, false))
        );
    }
}
