using System.Net;
using System.Net.Mime;
using System.Text;

namespace JobsService.IntegrationTests.Http;

/// <summary>The test failure for a response that violates the document names the route, the status and the JSON path.</summary>
internal sealed class DocumentedAnswersTests
{
    private const string Id = "\"id\":1,";

    [TestCase("", "$.data[0]: Required properties [\"id\"] are not present")]
    [TestCase("\"id\":\"1\",", "$.data[0].id: Value is \"string\" but should be \"integer\"")]
    [TestCase("\"id\":1,\"color\":\"red\",", "$.data[0].color: ")]
    public void A_list_that_violates_its_schema_fails_with_the_path_of_the_difference(string id, string violation)
    {
        var body = PublishedExample.Answer.Replace(Id, id, StringComparison.Ordinal);

        Assert.That(
            () => Check(Routes.All, HttpStatusCode.OK, body),
            Throws
                .InstanceOf<AssertionException>()
                .With.Message.Contains($"GET {Routes.All} 200 violates the schema of the document: {violation}")
        );
    }

    [Test]
    public void An_item_that_violates_its_schema_fails_with_the_path_of_the_difference()
    {
        var body = PublishedExample
            .Answer.Replace(Id, "", StringComparison.Ordinal)
            .Replace("[", "", StringComparison.Ordinal)
            .Replace("]", "", StringComparison.Ordinal);

        Assert.That(
            () => Check(Routes.Job(1), HttpStatusCode.OK, body),
            Throws
                .InstanceOf<AssertionException>()
                .With.Message.Contains(
                    "GET /ga/api/v2/jobs/{id} 200 violates the schema of the document: "
                        + "$.data: Required properties [\"id\"] are not present"
                )
        );
    }

    [Test]
    public void An_undocumented_status_fails_with_the_route_and_the_status()
    {
        Assert.That(
            () => Check(Routes.All, HttpStatusCode.Conflict, PublishedExample.Answer),
            Throws
                .InstanceOf<AssertionException>()
                .With.Message.Contains(
                    $"GET {Routes.All} 409: the document has no such status for the route. "
                        + "`ApiOperations.AddErrors` documents them."
                )
        );
    }

    [Test]
    public void A_response_that_conforms_to_its_schema_passes()
    {
        Assert.That(() => Check(Routes.All, HttpStatusCode.OK, PublishedExample.Answer), Throws.Nothing);
    }

    private static async Task Check(string path, HttpStatusCode status, string body)
    {
        using var response = new HttpResponseMessage(status)
        {
            RequestMessage = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://localhost{path}")),
            Content = new StringContent(body, Encoding.UTF8, MediaTypeNames.Application.Json),
        };
        await DocumentedAnswers.Check(response);
    }
}
