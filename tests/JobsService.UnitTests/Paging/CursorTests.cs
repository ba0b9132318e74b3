using JobsService.Application.Paging;

namespace JobsService.UnitTests.Paging;

internal sealed class CursorTests
{
    [TestCase(0, 1, -1)]
    [TestCase(long.MaxValue - 1, long.MaxValue, long.MaxValue - 2)]
    [TestCase(long.MinValue + 1, long.MinValue + 2, long.MinValue)]
    public void The_next_page_begins_at_the_next_key(long key, long after, long below)
    {
        Assert.That((Cursor.After(key), Cursor.Below(key)), Is.EqualTo((new Cursor(after), new Cursor(below))));
    }

    [Test]
    public void No_cursor_follows_the_last_possible_key()
    {
        Assert.That(() => Cursor.After(long.MaxValue), Throws.TypeOf<OverflowException>());
        Assert.That(() => Cursor.Below(long.MinValue), Throws.TypeOf<OverflowException>());
    }
}
