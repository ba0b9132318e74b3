using System.Globalization;
using System.Text;
using JobsService.Benchmarks.Suite;

namespace JobsService.Benchmarks.Peers;

/// <summary>The table of the measured rates, with a column for each list.</summary>
internal static class PeerTable
{
    private const double Kilobyte = 1024;

    /// <summary>Returns the table in Markdown.</summary>
    public static string Of(IReadOnlyList<PeerResult> results)
    {
        string[] lists = [.. results[0].Pages.Select(page => page.List).Distinct(StringComparer.Ordinal)];
        var text = new StringBuilder();
        text.AppendLine(Row("jobs", "requests/s of a page of 100 rows", lists));
        text.AppendLine(Row("---", "---", lists.Select(_ => "---")));
        foreach (var result in results)
        {
            foreach (var pages in result.Pages.GroupBy(page => page.Kind))
            {
                text.AppendLine(Row(Number(result.Jobs), pages.Key.ToText(), pages.Select(RateOf)));
            }

            var first = result.Pages.Where(page => page.Kind == PageKind.First);
            text.AppendLine(Row(Number(result.Jobs), "length of the first page in KB", first.Select(LengthOf)));
        }

        return text.ToString();
    }

    private static string Row(string jobs, string work, IEnumerable<string> cells) =>
        $"| {string.Join(" | ", [jobs, work, .. cells])} |";

    private static string RateOf(PageResult page)
    {
        var rates = Spread.Of(page.Rates);
        return rates.ToText(rates.Min < 10 ? "N1" : "N0");
    }

    private static string LengthOf(PageResult page) => Number((int)Math.Round(page.Bytes / Kilobyte));

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
