using System.Globalization;
using JobsService.Client.Http;
using JobsService.Client.Json;
using JobsService.Client.Watching;

namespace JobsService.Client;

/// <summary>A client of the Jobs API. Thread-safe: create one for each endpoint and key, and keep it.</summary>
/// <remarks>
/// Failed requests throw <see cref="JobsException"/>. GET requests are retried; <see cref="JobsClientOptions"/> has the limits.
/// Methods are virtual, so that tests can replace them.
/// </remarks>
public partial class JobsClient
{
    private readonly ApiConnection _api;
    private readonly Uri _endpoint;

    /// <summary>Initializes a new instance for mocking.</summary>
    protected JobsClient() => (_endpoint, _api) = (null!, null!);

    /// <summary>Initializes a new instance with the default options.</summary>
    /// <inheritdoc cref="JobsClient(Uri, JobsCredential, JobsClientOptions)"/>
    public JobsClient(Uri endpoint, JobsCredential credential)
        : this(endpoint, credential, new JobsClientOptions()) { }

    /// <summary>Initializes a new instance.</summary>
    /// <param name="endpoint">
    /// The address of the service, such as <c>https://jobs.example.com</c>; with or without <c>/ga/api/v2</c>.
    /// </param>
    /// <param name="credential">The API key.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentException">The endpoint is not an absolute HTTP address.</exception>
    public JobsClient(Uri endpoint, JobsCredential credential, JobsClientOptions options)
        : this(
            endpoint,
            credential,
            options,
            Argument.NotNull(options, nameof(options)).Transport is { } handler
                ? Transport.Over(handler, ownsHandler: false)
                : Transport.Shared
        ) { }

    internal JobsClient(Uri endpoint, JobsCredential credential, JobsClientOptions options, HttpClient http)
    {
        Argument.NotNull(credential, nameof(credential));
        _endpoint = Argument.NotNull(endpoint, nameof(endpoint)) is { IsAbsoluteUri: true, Scheme: "http" or "https" }
            ? endpoint
            : throw new ArgumentException(
                $"The endpoint is '{endpoint}'; it must be an address such as https://jobs.example.com.",
                nameof(endpoint)
            );
        _api = new ApiConnection(endpoint, credential, options.Copy(), http);
    }

    /// <summary>The address of the service.</summary>
    public virtual Uri Endpoint => _endpoint;

    /// <summary>Lists jobs. Pages are requested while the result is enumerated.</summary>
    /// <param name="query">Selects the jobs; null for every job that the key has access to.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public virtual AsyncPageable<Job> GetJobsAsync(
        JobQuery? query = null,
        CancellationToken cancellationToken = default
    )
    {
        var selection = JobSelection.OfList(query);
        return new PageWalk<Job>(
            (token, size, canceled) => GetPage(selection, token, size, canceled),
            cancellationToken
        );
    }

    /// <summary>Returns one job.</summary>
    /// <param name="id">The id of the job.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="JobsException">The status is 404: the key has access to no such job.</exception>
    public virtual Task<Job> GetJobAsync(long id, CancellationToken cancellationToken = default) =>
        GetItem($"jobs/{Text(id)}", ApiJson.Default.ItemEnvelopeJob, cancellationToken);

    /// <summary>Returns the numbers of jobs.</summary>
    /// <param name="scope">The organizations.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public virtual Task<JobStatistics> GetStatisticsAsync(
        OrganizationScope scope = default,
        CancellationToken cancellationToken = default
    ) => GetItem(scope.JobsPath("stats"), ApiJson.Default.ItemEnvelopeJobStatistics, cancellationToken);

    /// <summary>Returns everything that changed since a cursor, and ends when there is nothing more.</summary>
    /// <remarks>
    /// For polling: keep <see cref="JobChanges.Cursor"/> of each batch after you have applied it, and pass the last one to the next call,
    /// also in another process. A change can be returned twice, but is never lost.
    /// </remarks>
    /// <param name="cursor">The last cursor; null or empty to get every job first.</param>
    /// <param name="query">Selects the jobs; it must be the same for all calls with one cursor.</param>
    /// <param name="wait">How long the service waits for a change if there is none, up to 30 s; it answers at once by default.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public virtual IAsyncEnumerable<JobChanges> GetChangesAsync(
        string? cursor = null,
        JobQuery? query = null,
        TimeSpan? wait = null,
        CancellationToken cancellationToken = default
    ) => new ChangeReader(_api, JobSelection.OfChanges(query), GetPage).Read(cursor, wait, cancellationToken);

    /// <summary>Returns every selected job, and then each change as soon as it happens, until it is canceled.</summary>
    /// <remarks>
    /// The watch continues over restarts of the service, broken connections and expired cursors. It remembers the selected jobs, and so
    /// returns what differs, once: a copy that applies every change equals the list of the service when the service rests.
    /// It throws if the service cannot be reached at the beginning, or refuses the request at any time.
    /// </remarks>
    /// <param name="query">Selects the jobs; null for every job that the key has access to.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    public virtual IAsyncEnumerable<JobChange> WatchAsync(
        JobQuery? query = null,
        CancellationToken cancellationToken = default
    ) => new JobWatch(_api, JobSelection.OfChanges(query), GetPage).Run(cancellationToken);

    /// <summary>Writes jobs as text to a stream. If it fails, the stream ends after a complete page.</summary>
    /// <param name="destination">Receives the text in UTF-8. It is not closed.</param>
    /// <param name="query">Selects the jobs; null for every job that the key has access to.</param>
    /// <param name="options">The format; null for CSV.</param>
    /// <param name="cancellationToken">Cancels the export.</param>
    public virtual Task ExportAsync(
        Stream destination,
        JobQuery? query = null,
        ExportOptions? options = null,
        CancellationToken cancellationToken = default
    ) =>
        new JobExport(_api, JobSelection.OfExport(query), options ?? new ExportOptions()).WriteTo(
            Argument.NotNull(destination, nameof(destination)),
            cancellationToken
        );

    private Task<Page<Job>> GetPage(
        JobSelection selection,
        string? token,
        int size,
        CancellationToken cancellationToken
    ) =>
        _api.Get(
            selection.Page(token, size),
            MediaTypes.Json,
            Responses.List(ApiJson.Default.ListEnvelopeJob),
            cancellationToken
        );

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
