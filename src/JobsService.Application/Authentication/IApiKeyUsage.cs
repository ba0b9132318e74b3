namespace JobsService.Application.Authentication;

/// <summary>Collects the last use of API keys in memory, and writes it to the database in batches.</summary>
public interface IApiKeyUsage
{
    /// <summary>Records in memory that a key is used now. Must be fast, because every request calls it.</summary>
    void Record(long apiKeyId);

    /// <summary>
    /// Writes the recorded times, for each key at most once a minute over all replicas. Times that cannot be written are kept.
    /// </summary>
    /// <exception cref="Availability.DatabaseUnavailableException">The database is unavailable.</exception>
    Task Write(CancellationToken cancellationToken);
}
