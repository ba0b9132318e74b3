using JobsService.Domain.ApiKeys;

namespace JobsService.UnitTests.ApiKeys;

internal sealed class ApiKeySecretTests
{
    [Test]
    public void Generated_secrets_are_unique_and_have_40_lower_case_hexadecimal_characters()
    {
        var secrets = Enumerable.Range(0, 1000).Select(_ => ApiKeySecret.Generate().Reveal()).ToArray();

        Assert.That(secrets, Is.Unique.And.All.Match("^[0-9a-f]{40}$"));
    }

    [TestCase("5e96465c883f3309f0105a2e1076632b687e61d2", true)]
    [TestCase("5E96465C883F3309F0105A2E1076632B687E61D2", false)]
    [TestCase("5e96465c883f3309f0105a2e1076632b687e61d", false)]
    [TestCase("5e96465c883f3309f0105a2e1076632b687e61d22", false)]
    [TestCase("5e96465c883f3309f0105a2e1076632b687e61dg", false)]
    [TestCase("", false)]
    public void Only_40_lower_case_hexadecimal_characters_are_parsed_as_a_secret(string text, bool isSecret)
    {
        Assert.That(ApiKeySecret.TryParse(text, out _), Is.EqualTo(isSecret));
    }

    [Test]
    public void The_hash_is_SHA_256_of_the_characters()
    {
        // printf 5e96465c883f3309f0105a2e1076632b687e61d2 | sha256sum
        const string Expected = "77260de87f35e8a07c522fe90ce53057a795c840cb6e712487f055d3ac56bb52";

        Assert.That(ApiKeySecret.TryParse("5e96465c883f3309f0105a2e1076632b687e61d2", out var secret), Is.True);
        Assert.That(Convert.ToHexStringLower(secret!.Hash()), Is.EqualTo(Expected));
        Assert.That(secret.Hash(), Is.EqualTo(PublishedKey.Example.SecretHash.ToArray()));
    }

    [Test]
    public void Formatting_a_secret_does_not_reveal_it()
    {
        var secret = ApiKeySecret.Generate();

        Assert.That($"{secret}", Does.Not.Contain(secret.Reveal()));
    }
}
