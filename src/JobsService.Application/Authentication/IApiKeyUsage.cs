namespace JobsService.Application.Authentication;

/// <summary>Keeps when keys were last used, in memory, until somebody has it written.</summary>
public interface IApiKeyUsage
{
    /// <summary>Notes that a key is used now. It costs next to nothing: it is on the way of every request.</summary>
    void Note(long apiKeyId);

    /// <summary>
    /// Writes what was noted, for each key at most once a minute, all replicas together. What cannot be written is kept.
    /// </summary>
    /// <exception cref="Availability.DatabaseUnavailableException">The database cannot answer.</exception>
    Task Write(CancellationToken cancellationToken);
}
