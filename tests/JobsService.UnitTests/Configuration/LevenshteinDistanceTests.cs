using JobsService.Api.Configuration;

namespace JobsService.UnitTests.Configuration;

internal sealed class LevenshteinDistanceTests
{
    [TestCase("", "", 0)]
    [TestCase("abc", "", 3)]
    [TestCase("", "abc", 3)]
    [TestCase("kitten", "sitting", 3)]
    [TestCase("sitting", "kitten", 3)]
    [TestCase("saturday", "sunday", 3)]
    [TestCase("HSTSDAYS", "HstsDays", 0)]
    public void Distance_is_the_least_number_of_insertions_deletions_and_replacements(
        string left,
        string right,
        int distance
    ) => Assert.That(LevenshteinDistance.Between(left, right), Is.EqualTo(distance));
}
