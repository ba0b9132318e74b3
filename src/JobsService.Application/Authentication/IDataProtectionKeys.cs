namespace JobsService.Application.Authentication;

/// <summary>
/// The keys that protect the tickets of sessions. They are in the database, so that every replica accepts a ticket, and a restart ends
/// no session.
/// </summary>
public interface IDataProtectionKeys
{
    /// <summary>The maximum number of characters in the name of a key.</summary>
    const int MaxNameLength = 100;

    /// <summary>The maximum number of characters in a key.</summary>
    const int MaxLength = 4000;

    /// <summary>Returns all keys as XML, in the order of their names.</summary>
    /// <exception cref="Availability.DatabaseUnavailableException">The database is unavailable.</exception>
    Task<IReadOnlyList<string>> Read(CancellationToken cancellationToken);

    /// <summary>Adds a key.</summary>
    /// <param name="name">A unique name.</param>
    /// <param name="xml">The key as XML.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <exception cref="Availability.DatabaseUnavailableException">The database is unavailable.</exception>
    Task Add(string name, string xml, CancellationToken cancellationToken);
}
