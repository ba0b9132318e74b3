namespace JobsService.Infrastructure.Database.Sqlite;

/// <summary>The modification time and size of a file, to detect that it was replaced.</summary>
internal readonly record struct SqliteFile(DateTime LastWriteTimeUtc, long Length)
{
    /// <summary>Returns the state of the file at a path; null if the file does not exist.</summary>
    public static SqliteFile? At(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new SqliteFile(file.LastWriteTimeUtc, file.Length) : null;
    }
}
