using JobsService.Api.QueryStrings;

namespace JobsService.UnitTests.QueryStrings;

internal sealed class ParameterSuggestionTests
{
    private static readonly string[] Known =
    [
        "begins_at__after",
        "begins_at__before",
        "finished_at__after",
        "finished_at__before",
        "state",
        "job_type",
        "created_at__after",
        "created_at__before",
        "id",
        "mailing_list_id",
        "suppression_list_id",
        "state2",
        "paused",
        "name_contains",
        "stalled",
        "order_by",
        "fields",
        "format",
        "page",
        "per_page",
        "page_token",
    ];

    [TestCase("states", "state")]
    [TestCase("stat", "state")]
    [TestCase("status", "state")]
    [TestCase("state_2", "state2")]
    [TestCase("state[x]", "state")]
    [TestCase("state[", "state")]
    [TestCase("states[]", "state")]
    [TestCase("begins_at__after[]", "begins_at__after")]
    [TestCase("page[size]", "page")]
    [TestCase("per-page", "per_page")]
    [TestCase("perpage", "per_page")]
    [TestCase("perPage", "per_page")]
    [TestCase("per_pages", "per_page")]
    [TestCase("pagetoken", "page_token")]
    [TestCase("page-token ", "page_token")]
    [TestCase("token", "page_token")]
    [TestCase("created_after", "created_at__after")]
    [TestCase("createdBefore", "created_at__before")]
    [TestCase("begins_at_after", "begins_at__after")]
    [TestCase("begin_at__before", "begins_at__before")]
    [TestCase("jobtype", "job_type")]
    [TestCase("type", "job_type")]
    [TestCase("order", "order_by")]
    [TestCase("orderBy", "order_by")]
    [TestCase("name", "name_contains")]
    [TestCase("ids", "id")]
    [TestCase("mailing_list", "mailing_list_id")]
    [TestCase("mailingListId", "mailing_list_id")]
    [TestCase("field", "fields")]
    [TestCase("pause", "paused")]
    public void A_misspelled_name_gets_the_parameter_that_was_probably_meant(string name, string expected) =>
        Assert.That(ParameterSuggestion.For(name, Known), Is.EqualTo(expected));

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("_")]
    [TestCase("\0")]
    [TestCase("é")]
    [TestCase("x")]
    [TestCase("i")]
    [TestCase("limit")]
    [TestCase("offset")]
    [TestCase("sort")]
    [TestCase("size")]
    [TestCase("date")]
    [TestCase("count")]
    [TestCase("color")]
    [TestCase("after")]
    [TestCase("begins_at")]
    [TestCase("created_at__until")]
    [TestCase("created_at__to")]
    [TestCase("organization_id")]
    [TestCase("unknown")]
    public void A_name_that_is_not_similar_to_one_parameter_gets_none(string name) =>
        Assert.That(ParameterSuggestion.For(name, Known), Is.Null);

    [Test]
    public void A_very_long_name_gets_none() =>
        Assert.That(ParameterSuggestion.For("state" + new string('_', 8_000), Known), Is.Null);

    [Test]
    public void A_route_without_parameters_gives_none() =>
        Assert.That(ParameterSuggestion.For("state", known: []), Is.Null);
}
