namespace JobsService.Infrastructure.Database.Sqlite;

/// <summary>What a file looks like from outside: enough to see that it was replaced.</summary>
internal readonly record struct SqliteFile(DateTime LastWriteTimeUtc, long Length)
{
    /// <summary>The file at a path; null when there is none.</summary>
    public static SqliteFile? At(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new SqliteFile(file.LastWriteTimeUtc, file.Length) : null;
    }
}
