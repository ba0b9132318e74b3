using JobsService.Application.Paging;

namespace JobsService.UnitTests.Paging;

internal sealed class PageTokenTests
{
    private const string List = "all\n2\nfailed";

    [TestCase(1)]
    [TestCase(long.MinValue)]
    [TestCase(long.MaxValue)]
    public void A_token_tells_where_its_page_begins(long firstId)
    {
        var token = PageToken.Create(new Cursor(firstId), List);

        Assert.That((PageToken.TryRead(token, List, out var read), read), Is.EqualTo((true, new Cursor(firstId))));
    }

    [Test]
    public void A_token_is_34_characters_that_need_no_encoding_in_an_address()
    {
        Assert.That(PageToken.Create(new Cursor(long.MaxValue), List), Does.Match("^[A-Za-z0-9_-]{34}$"));
    }

    [Test]
    public void The_same_place_has_the_same_token_everywhere()
    {
        Assert.That(PageToken.Create(new Cursor(42), List), Is.EqualTo("AQAAAAAAAAAq69CcmYNP_RIai1gCYqDzZw"));
    }

    [Test]
    public void A_token_with_any_character_changed_is_refused()
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ %.\0é";
        var token = PageToken.Create(new Cursor(42), List);

        var accepted =
            from place in Enumerable.Range(0, token.Length)
            from character in Alphabet
            where character != token[place]
            let damaged = $"{token[..place]}{character}{token[(place + 1)..]}"
            where PageToken.TryRead(damaged, List, out _)
            select damaged;

        Assert.That(accepted, Is.Empty);
    }

    [Test]
    public void A_token_that_is_cut_or_goes_on_is_refused()
    {
        var token = PageToken.Create(new Cursor(42), List);
        string[] damaged =
        [
            .. Enumerable.Range(0, token.Length).Select(length => token[..length]),
            $"{token}A",
            $"{token}=",
            $"{token}==",
            $"{token} ",
            $"\n{token}",
            token + token,
        ];

        Assert.That(
            damaged.Where(text => PageToken.TryRead(text, List, out _) || PageToken.IsWellFormed(text)),
            Is.Empty
        );
    }

    [Test]
    public void A_token_of_another_list_is_refused()
    {
        var token = PageToken.Create(new Cursor(42), "all\n3\nfailed");

        Assert.That((PageToken.TryRead(token, List, out _), PageToken.IsWellFormed(token)), Is.EqualTo((false, true)));
    }

    [Test]
    public void A_token_of_another_version_is_not_even_well_formed()
    {
        var token = PageToken.Create(new Cursor(42), List);

        Assert.That(
            (PageToken.IsWellFormed(token), PageToken.IsWellFormed($"Ag{token[2..]}")),
            Is.EqualTo((true, false))
        );
    }

    [TestCase("a")]
    [TestCase("Ärger 😀")]
    [TestCase("=\n,\0")]
    public void In_a_list_by_name_a_token_tells_the_name_too(string name)
    {
        var start = new Cursor(42, name);
        var token = PageToken.Create(start, List);

        Assert.That((PageToken.TryRead(token, List, out var read), read), Is.EqualTo((true, start)));
        Assert.That(token, Does.Match("^[A-Za-z0-9_-]+$"));
    }

    [Test]
    public void A_token_with_another_name_than_its_own_is_refused()
    {
        var one = PageToken.Create(new Cursor(42, "one"), List);
        var two = PageToken.Create(new Cursor(42, "two"), List);

        Assert.That(PageToken.TryRead(one[..34] + two[34..], List, out _), Is.False);
        Assert.That(PageToken.TryRead(one[..34], List, out _), Is.False);
    }
}
