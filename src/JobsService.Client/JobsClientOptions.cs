namespace JobsService.Client;

/// <summary>The options of <see cref="JobsClient"/>. The client copies them when it is created.</summary>
public sealed class JobsClientOptions
{
    /// <summary>The number of retries of a GET request that fails temporarily; 3 by default, 0 for none.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>
    /// The delay before the first retry; 0.8 s by default. Each further delay is twice as long, with a random part, unless the response
    /// has a <c>Retry-After</c>.
    /// </summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(0.8);

    /// <summary>
    /// The longest delay before a retry; one minute by default. A request is not retried if <c>Retry-After</c> is longer.
    /// </summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest time for one attempt of a request, its response included; 100 s by default. Watches have no such limit.</summary>
    public TimeSpan NetworkTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// How long a watch waits for an event before it connects again; 45 s by default. The service sends one every 15 s.
    /// </summary>
    public TimeSpan WatchTimeout { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>The name of the application, which is added to the <c>User-Agent</c> header.</summary>
    public string? ApplicationId { get; set; }

    /// <summary>Is called before each retry, for logs. It must not throw.</summary>
    public Action<RetryNotice>? OnRetry { get; set; }

    /// <summary>
    /// The handler that sends requests; null for the client's own, which all clients share. The client does not dispose of it.
    /// </summary>
    public HttpMessageHandler? Transport { get; set; }

    internal TimeProvider Time { get; set; } = TimeProvider.System;

    internal JobsClientOptions Copy() => (JobsClientOptions)MemberwiseClone();
}

/// <summary>A retry that is about to be made.</summary>
public sealed class RetryNotice
{
    internal RetryNotice(JobsException reason, int attempt, TimeSpan delay) =>
        (Reason, Attempt, Delay) = (reason, attempt, delay);

    /// <summary>The failure of the previous attempt.</summary>
    public JobsException Reason { get; }

    /// <summary>The number of failed attempts, from 1.</summary>
    public int Attempt { get; }

    /// <summary>The delay before the next attempt.</summary>
    public TimeSpan Delay { get; }
}
