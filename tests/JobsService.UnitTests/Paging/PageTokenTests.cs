using JobsService.Application.Paging;

namespace JobsService.UnitTests.Paging;

internal sealed class PageTokenTests
{
    private const string List = "all\n2\nfailed";

    [TestCase(1)]
    [TestCase(long.MinValue)]
    [TestCase(long.MaxValue)]
    public void A_token_round_trips_its_cursor(long firstId)
    {
        var token = PageToken.Create(new Cursor(firstId), List);

        Assert.That((PageToken.TryRead(token, List, out var read), read), Is.EqualTo((true, new Cursor(firstId))));
    }

    [Test]
    public void A_token_has_34_characters_that_need_no_URL_encoding()
    {
        Assert.That(PageToken.Create(new Cursor(long.MaxValue), List), Does.Match("^[A-Za-z0-9_-]{34}$"));
    }

    [Test]
    public void The_token_of_a_cursor_is_the_same_in_every_process()
    {
        Assert.That(PageToken.Create(new Cursor(42), List), Is.EqualTo("AQAAAAAAAAAq69CcmYNP_RIai1gCYqDzZw"));
    }

    [Test]
    public void A_token_with_one_changed_character_is_rejected()
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
    public void A_truncated_or_extended_token_is_rejected()
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
    public void A_token_of_another_list_is_rejected()
    {
        var token = PageToken.Create(new Cursor(42), "all\n3\nfailed");

        Assert.That((PageToken.TryRead(token, List, out _), PageToken.IsWellFormed(token)), Is.EqualTo((false, true)));
    }

    [Test]
    public void A_token_of_another_version_is_not_well_formed()
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
    public void A_token_of_a_list_ordered_by_name_round_trips_the_name(string name)
    {
        var start = new Cursor(42, name);
        var token = PageToken.Create(start, List);

        Assert.That((PageToken.TryRead(token, List, out var read), read), Is.EqualTo((true, start)));
        Assert.That(token, Does.Match("^[A-Za-z0-9_-]+$"));
    }

    [Test]
    public void A_token_whose_name_was_replaced_or_removed_is_rejected()
    {
        var one = PageToken.Create(new Cursor(42, "one"), List);
        var two = PageToken.Create(new Cursor(42, "two"), List);

        Assert.That(PageToken.TryRead(one[..34] + two[34..], List, out _), Is.False);
        Assert.That(PageToken.TryRead(one[..34], List, out _), Is.False);
    }
}
