using System.Text;

namespace JobsService.IntegrationTests.Jobs;

/// <summary>Reads CSV by the grammar of RFC 4180, section 2, independently of the library that writes it.</summary>
internal static class CsvRecords
{
    public static IEnumerable<string[]> Of(string csv)
    {
        List<string> record = [];
        var field = new StringBuilder();
        for (var position = 0; position < csv.Length; position++)
        {
            switch (csv[position])
            {
                case '"':
                    position = ReadQuoted(csv, position + 1, field);
                    break;
                case ',':
                    record.Add(Take(field));
                    break;
                case '\r' when csv[position + 1] == '\n':
                    record.Add(Take(field));
                    yield return [.. record];
                    record.Clear();
                    position++;
                    break;
                case var character:
                    Assert.That(character, Is.Not.EqualTo('\r').And.Not.EqualTo('\n'), "Line breaks must be quoted.");
                    field.Append(character);
                    break;
            }
        }

        Assert.That(record, Is.Empty, "The last record has no CRLF.");
    }

    /// <summary>Reads up to the closing quote and returns its position.</summary>
    private static int ReadQuoted(string csv, int position, StringBuilder field)
    {
        for (; csv[position] != '"' || (position + 1 < csv.Length && csv[position + 1] == '"'); position++)
        {
            field.Append(csv[position]);
            position += csv[position] == '"' ? 1 : 0;
        }

        return position;
    }

    private static string Take(StringBuilder field)
    {
        var text = field.ToString();
        field.Clear();
        return text;
    }
}
