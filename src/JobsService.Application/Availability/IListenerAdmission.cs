namespace JobsService.Application.Availability;

/// <summary>Admits the current request to the requests that wait for changes.</summary>
public interface IListenerAdmission
{
    /// <summary>
    /// Exchanges the permit of the request to use the database for a place among the listeners. What the request reads afterwards must
    /// be limited in another way. Only the first call has an effect.
    /// </summary>
    /// <exception cref="TooManyListenersException">There is no place.</exception>
    void BecomeListener();
}

/// <summary>Too many requests wait for changes.</summary>
/// <param name="ofKey">Whether the key of the request has too many; otherwise, all keys together have.</param>
public sealed class TooManyListenersException(bool ofKey) : Exception("Too many requests wait for changes.")
{
    /// <summary>Whether the key of the request has too many; otherwise, all keys together have.</summary>
    public bool OfKey { get; } = ofKey;
}
