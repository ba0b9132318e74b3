namespace JobsService.Benchmarks.Suite;

/// <summary>The part of a Markdown page between two markers, which a benchmark writes. Other text is preserved.</summary>
internal sealed class MeasuredBlock(string file, string begin, string end)
{
    /// <summary>Replaces the text between the markers.</summary>
    /// <exception cref="InvalidOperationException">The page does not contain the markers.</exception>
    public async Task Replace(string text)
    {
        var page = await File.ReadAllTextAsync(file);
        var (from, to) = (page.IndexOf(begin, StringComparison.Ordinal), page.IndexOf(end, StringComparison.Ordinal));
        if (from < 0 || to < from)
        {
            throw new InvalidOperationException(
                $"--page {file}: the page must contain the markers '{begin}' and '{end}'."
            );
        }

        await File.WriteAllTextAsync(file, page[..(from + begin.Length)] + "\n\n" + text + "\n" + page[to..]);
    }
}
