using System.Net.Http.Headers;
using System.Text.Json;

namespace JobsService.Client.Http;

/// <summary>Reads the result of a successful response. It can be called again after a failure.</summary>
internal delegate Task<T> ReadResponse<T>(HttpResponseMessage response, CancellationToken cancellationToken);

/// <summary>Sends requests. A failure is a <see cref="JobsException"/>; a GET is repeated after a temporary failure.</summary>
/// <remarks>
/// The retry is here and not in a handler, because it includes the body: a response that is cut in its middle has passed all handlers.
/// </remarks>
internal sealed class ApiConnection(Uri endpoint, JobsCredential credential, JobsClientOptions options, HttpClient http)
{
    private readonly string _root = RootOf(endpoint);

    /// <summary>The options of the client.</summary>
    public JobsClientOptions Options => options;

    /// <summary>Sends a GET, with retries.</summary>
    /// <exception cref="JobsException">The request failed, also in the last attempt.</exception>
    public async Task<T> Get<T>(string path, string accept, ReadResponse<T> read, CancellationToken cancellationToken)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                return await Send(Request(HttpMethod.Get, path, accept), read, cancellationToken).ConfigureAwait(false);
            }
            catch (JobsException failure) when (failure.IsTransient && failures <= options.MaxRetries)
            {
                await WaitAfter(failure, failures, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Sends a change once, because its outcome is unknown if the connection fails.</summary>
    /// <exception cref="JobsException">The request failed.</exception>
    public Task<T> Change<T>(
        HttpMethod method,
        string path,
        byte[]? json,
        ReadResponse<T> read,
        CancellationToken cancellationToken
    )
    {
        var request = Request(method, path, MediaTypes.Json);
        request.Content = new ByteArrayContent(json ?? []);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypes.Json);
        return Send(request, read, cancellationToken);
    }

    /// <summary>Sends a GET and returns the successful response as soon as its headers have arrived. There are no retries.</summary>
    /// <exception cref="JobsException">The request failed.</exception>
    public async Task<HttpResponseMessage> Open(string path, string accept, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, path, accept);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await ErrorResponse.Read(response, options.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits before the next attempt.</summary>
    /// <exception cref="JobsException">The service asks for a longer delay than the options allow.</exception>
    public Task WaitAfter(JobsException failure, int failures, CancellationToken cancellationToken)
    {
        var delay = RetryDelays.Before(options, failures, failure.RetryAfter) ?? throw failure;
        options.OnRetry?.Invoke(new RetryNotice(failure, failures, delay));
        return options.Time.Wait(delay, cancellationToken);
    }

    /// <summary>Whether an exception is a failure of the network or of a response.</summary>
    public static bool IsNetworkFailure(Exception exception) =>
        exception is HttpRequestException or IOException or InvalidDataException or JsonException;

    /// <summary>Converts a failure of the network or of a response.</summary>
    public JobsException Failure(Exception exception, string? requestId) =>
        exception switch
        {
            JobsException jobs => jobs,
            JsonException json => new JobsException(
                $"The response is not valid: {json.Message}",
                requestId: requestId,
                innerException: json
            ),
            OperationCanceledException canceled => new JobsException(
                $"The service at {_root} did not answer in time.",
                requestId: requestId,
                innerException: canceled
            ),
            _ => new JobsException(
                $"The request to {_root} failed: {exception.Message}",
                requestId: requestId,
                innerException: exception
            ),
        };

    private async Task<T> Send<T>(HttpRequestMessage request, ReadResponse<T> read, CancellationToken cancellationToken)
    {
        using var _ = request;
        using var deadline = new Deadline(options.Time, options.NetworkTimeout, cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token)
                .ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? await read(response, deadline.Token).ConfigureAwait(false)
                : throw await ErrorResponse.Read(response, options.Time, deadline.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
            when (!cancellationToken.IsCancellationRequested
                && (IsNetworkFailure(exception) || exception is OperationCanceledException)
            )
        {
            throw Failure(exception, RequestIdOf(request));
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && IsNetworkFailure(exception))
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string path, string accept)
    {
        var request = new HttpRequestMessage(method, _root + path);
        request.Headers.Authorization = credential.HeaderValue;
        request.Headers.Accept.ParseAdd(accept);
        request.Headers.UserAgent.ParseAdd(UserAgent.Of(options.ApplicationId));
        request.Headers.Add(ErrorResponse.RequestIdHeader, Guid.NewGuid().ToString("N"));
        return request;
    }

    private static string? RequestIdOf(HttpRequestMessage request) =>
        string.Concat(request.Headers.GetValues(ErrorResponse.RequestIdHeader));

    private static string RootOf(Uri endpoint)
    {
        const string Prefix = "/ga/api/v2";
        var root = endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return root.EndsWith(Prefix, StringComparison.Ordinal) ? $"{root}/" : $"{root}{Prefix}/";
    }
}
