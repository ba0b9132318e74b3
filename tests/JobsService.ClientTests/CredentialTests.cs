using JobsService.Client;

namespace JobsService.ClientTests;

internal sealed class CredentialTests
{
    [Test]
    public void A_key_in_the_form_of_curl_is_parsed() =>
        Assert.That(JobsCredential.Parse(" 2:de30\n").OrganizationId, Is.EqualTo(2));

    [TestCase("")]
    [TestCase("s3cr3t")]
    [TestCase("x:s3cr3t")]
    [TestCase("-1:s3cr3t")]
    [TestCase("2:")]
    [TestCase("2:s3cr3t:s3cr3t")]
    public void Another_text_is_refused_without_repeating_it(string text) =>
        Assert.That(
            () => JobsCredential.Parse(text),
            Throws
                .TypeOf<FormatException>()
                .With.Message.Not.Contain("s3cr3t")
                .And.Message.Contain("ORGANIZATION:SECRET")
        );

    [Test]
    public void The_text_of_a_credential_has_no_secret() =>
        Assert.That(new JobsCredential(2, "s3cr3t").ToString(), Is.EqualTo("key of organization 2"));
}
