namespace JobsService.Application.Availability;

/// <summary>
/// The write-ahead log of the embedded database. It grows while a read is open, because the read needs the state of its beginning.
/// </summary>
public interface IWriteAheadLog
{
    /// <summary>The size of its file in bytes; 0 on SQL Server.</summary>
    long Bytes { get; }

    /// <summary>
    /// Moves the log into the database and empties its file, unless a read keeps it in use. Blocks the thread; writers wait for a tenth
    /// of a second at most.
    /// </summary>
    /// <returns>Whether the file was emptied.</returns>
    /// <exception cref="DatabaseUnavailableException">The database is unavailable.</exception>
    bool TryEmpty();
}
