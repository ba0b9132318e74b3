using System.Buffers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using JobsService.Api.Jobs;
using JobsService.Api.OpenApi;
using JobsService.Api.Responses;
using JobsService.Application.JobChanges;
using JobsService.Application.Jobs;
using Microsoft.OpenApi;
using static JobsService.Api.OpenApi.SchemaOf;

namespace JobsService.Api.JobChanges;

/// <summary>
/// The format of a stream of events: server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html).
/// </summary>
internal sealed class JobEventStream : IApiResource, IDisposable
{
    /// <summary>The content type.</summary>
    public const string ContentType = "text/event-stream";

    /// <summary>The header with the cursor of a client that reconnects.</summary>
    public const string LastEventId = "Last-Event-ID";

    // So that clients do not all reconnect at the same moment.
    private const int MinRetryMilliseconds = 1000;
    private const int MaxRetryMilliseconds = 5000;

    private readonly JobEvents _events;
    private readonly JobView? _view;
    private readonly Utf8JsonWriter _writer = new(Stream.Null, EnvelopeJson.WriterOptions);

    private JobEventStream(JobEvents events)
    {
        _events = events;

        // Whether a job is stalled depends on the time of the event.
        _view =
            events.Fields is not { } fields ? JobView.Default
            : fields.Contains(JobFields.Stalled, StringComparer.Ordinal) ? null
            : JobView.Of(fields, stalledBefore: default);
    }

    /// <inheritdoc/>
    public static ApiResource Resource { get; } =
        new("JobEvents", "events")
        {
            Schema = JobJson.Resource.Schema,
            Example = JobJson.Resource.Example,
            ItemDescription =
                "A stream of server-sent events: ready, job, deleted, left, heartbeat, reset and bye. The id of each is the cursor after it.",
            Query = new ApiQuery(
                ChangeParameters.OfEvents,
                Parameters,
                ApiError.InvalidRequest("cursor must be given once.")
            ),
            Answer = new ApiAnswer(_ =>
                Text("Server-sent events. The data of job is a job, that of deleted and left an object with the id.")
            )
            {
                MediaType = ContentType,
            },
        };

    /// <summary>Writes events until their end.</summary>
    public static async Task Write(JobEvents events, Stream body, CancellationToken cancellationToken)
    {
        using var stream = new JobEventStream(events);
        await SseFormatter.WriteAsync(stream.Items(cancellationToken), body, stream.WriteData, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private async IAsyncEnumerable<SseItem<JobEvent>> Items(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var item in _events.Events.WithCancellation(cancellationToken))
        {
            yield return new SseItem<JobEvent>(item, JobEvent.NameOf(item.Type))
            {
                EventId = item.Cursor,
                ReconnectionInterval =
                    item.Type == JobEventType.Ready
                        ? TimeSpan.FromMilliseconds(Random.Shared.Next(MinRetryMilliseconds, MaxRetryMilliseconds))
                        : null,
            };
        }
    }

    private void WriteData(SseItem<JobEvent> item, IBufferWriter<byte> data)
    {
        _writer.Reset(data);
        switch (item.Data)
        {
            case { Job: { } job }:
                (_view ?? JobView.Of(_events.Fields!, _events.StalledBefore())).Write(_writer, job);
                break;
            case { Type: JobEventType.Deleted or JobEventType.Left, Id: var id }:
                _writer.WriteStartObject();
                _writer.WriteNumber("id"u8, id);
                _writer.WriteEndObject();
                break;
            case { Type: JobEventType.Ready, Cursor: var cursor }:
                _writer.WriteStartObject();
                _writer.WriteString("cursor"u8, cursor);
                _writer.WriteEndObject();
                break;
            default:
                _writer.WriteStartObject();
                _writer.WriteEndObject();
                break;
        }

        _writer.Flush();
    }

    private static IEnumerable<IOpenApiParameter> Parameters() =>
        [
            .. FilterParameters.OfFiltersAndFields(JobFilters.List),
            FilterParameters.Query(
                ChangeParameters.Cursor,
                $"The cursor after which the events begin, of a response or an event with the same organizations and filters; by default, the present position. The header {LastEventId} counts instead.",
                Text(),
                ""
            ),
        ];
}
