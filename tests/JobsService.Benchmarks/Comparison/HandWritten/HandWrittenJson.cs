using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Data.Sqlite;

namespace JobsService.Benchmarks.Comparison.HandWritten;

/// <summary>Streams a list of jobs, with one row and at most <see cref="FlushThreshold"/> bytes in memory.</summary>
internal static class HandWrittenJson
{
    /// <summary>The number of buffered bytes that triggers a flush.</summary>
    public const int FlushThreshold = 32 * 1024;

    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        SkipValidation = true,
    };

    private static readonly JsonEncodedText BeginsAt = JsonEncodedText.Encode("begins_at");
    private static readonly JsonEncodedText CreatedAt = JsonEncodedText.Encode("created_at");
    private static readonly JsonEncodedText FinishedAt = JsonEncodedText.Encode("finished_at");
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText JobType = JsonEncodedText.Encode("job_type");
    private static readonly JsonEncodedText MailingListId = JsonEncodedText.Encode("mailing_list_id");
    private static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");
    private static readonly JsonEncodedText OrganizationId = JsonEncodedText.Encode("organization_id");
    private static readonly JsonEncodedText Paused = JsonEncodedText.Encode("paused");
    private static readonly JsonEncodedText ProgressTotal = JsonEncodedText.Encode("progress_total");
    private static readonly JsonEncodedText ProgressValue = JsonEncodedText.Encode("progress_value");
    private static readonly JsonEncodedText RetryAt = JsonEncodedText.Encode("retry_at");
    private static readonly JsonEncodedText StartedAt = JsonEncodedText.Encode("started_at");
    private static readonly JsonEncodedText State = JsonEncodedText.Encode("state");
    private static readonly JsonEncodedText State2 = JsonEncodedText.Encode("state2");
    private static readonly JsonEncodedText SuppressionListId = JsonEncodedText.Encode("suppression_list_id");
    private static readonly JsonEncodedText UpdatedAt = JsonEncodedText.Encode("updated_at");

    /// <summary>Writes the rows of <see cref="HandWrittenStatements.Jobs"/> in their envelope.</summary>
    public static async Task Write(SqliteDataReader row, PipeWriter body, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(body, WriterOptions);
        json.WriteStartObject();
        json.WriteBoolean("success", value: true);
        json.WriteStartArray("data");

        var sent = 0L;
        while (row.Read())
        {
            WriteJob(json, row);
            if (json.BytesCommitted + json.BytesPending - sent >= FlushThreshold)
            {
                json.Flush();
                sent = json.BytesCommitted;
                await body.FlushAsync(cancellationToken);
            }
        }

        json.WriteEndArray();
        json.WriteNull("error_code");
        json.WriteNull("error_message");
        json.WriteEndObject();
        json.Flush();
        await body.FlushAsync(cancellationToken);
    }

    private static void WriteJob(Utf8JsonWriter json, SqliteDataReader row)
    {
        json.WriteStartObject();
        WriteTime(json, BeginsAt, row, 0);
        WriteTime(json, CreatedAt, row, 1);
        WriteTime(json, FinishedAt, row, 2);
        json.WriteNumber(Id, row.GetInt64(3));
        json.WriteString(JobType, row.GetString(4));
        WriteNumber(json, MailingListId, row, 5);
        json.WriteString(Name, row.GetString(6));
        json.WriteNumber(OrganizationId, row.GetInt64(7));
        json.WriteBoolean(Paused, row.GetInt64(8) != 0);
        WriteNumber(json, ProgressTotal, row, 9);
        json.WriteNumber(ProgressValue, row.GetInt64(10));
        WriteTime(json, RetryAt, row, 11);
        WriteTime(json, StartedAt, row, 12);
        json.WriteString(State, row.GetString(13));
        json.WriteString(State2, row.IsDBNull(14) ? null : row.GetString(14));
        WriteNumber(json, SuppressionListId, row, 15);
        WriteTime(json, UpdatedAt, row, 16);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, JsonEncodedText name, SqliteDataReader row, int ordinal)
    {
        if (row.IsDBNull(ordinal))
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteNumber(name, row.GetInt64(ordinal));
        }
    }

    private static void WriteTime(Utf8JsonWriter json, JsonEncodedText name, SqliteDataReader row, int ordinal)
    {
        if (row.IsDBNull(ordinal))
        {
            json.WriteNull(name);
        }
        else
        {
            // A UTC time in whole seconds is formatted as 2014-07-03T13:37:00Z.
            json.WriteString(name, DateTime.UnixEpoch.AddTicks(row.GetInt64(ordinal) * TimeSpan.TicksPerSecond));
        }
    }
}
