using System.Buffers.Binary;
using JobsService.IntegrationTests.Databases;

namespace JobsService.IntegrationTests.Faults;

/// <summary>Damages the file of a SQLite database while nobody has it open.</summary>
internal static class DamagedFile
{
    private const int PageSize = 4096;

    // https://sqlite.org/fileformat.html#b_tree_pages
    private const byte IndexInterior = 2;
    private const byte IndexLeaf = 10;

    /// <summary>
    /// Changes every index entry that contains a pattern of integers with eight bytes each: the first integer gets another value.
    /// </summary>
    /// <returns>The number of changed entries.</returns>
    public static Task<int> ChangeIndexEntries(TestDatabase database, long to, params long[] pattern) =>
        ChangeIndexEntries(database, [.. pattern.SelectMany(BytesOf)], BytesOf(to));

    /// <summary>Replaces the beginning of a pattern, or all of it, in every index.</summary>
    /// <inheritdoc cref="ChangeIndexEntries(TestDatabase, long, long[])"/>
    public static async Task<int> ChangeIndexEntries(TestDatabase database, byte[] sought, byte[] to)
    {
        await database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        var file = await File.ReadAllBytesAsync(database.File);
        var changed = 0;
        for (var page = PageSize; page < file.Length; page += PageSize)
        {
            var content = file.AsSpan(page, PageSize);
            if (content[0] is not (IndexInterior or IndexLeaf))
            {
                continue;
            }

            for (var at = content.IndexOf(sought); at >= 0; at = content.IndexOf(sought))
            {
                to.CopyTo(content[at..]);
                changed++;
            }
        }

        await File.WriteAllBytesAsync(database.File, file);
        return changed;
    }

    private static byte[] BytesOf(long value)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }
}
