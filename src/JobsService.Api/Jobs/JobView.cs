using System.Text.Json;
using CsvHelper;
using JobsService.Application.Jobs;
using JobsService.Domain.Jobs;

namespace JobsService.Api.Jobs;

/// <summary>Writes jobs with a selection of their fields.</summary>
internal sealed class JobView
{
    // Every field except stalled, which needs the time of the request. A new column needs a row here and a name in JobFields.
    private static readonly Dictionary<string, JobField> FieldsByName = new JobField[]
    {
        new JobTime("begins_at", "When the job is scheduled to begin.", (in job) => job.BeginsAt, isNullable: true),
        new JobTime("created_at", "When the job was created.", (in job) => job.CreatedAt),
        new JobTime("finished_at", "When the job ended.", (in job) => job.FinishedAt, isNullable: true),
        new JobInteger("id", "The id of the job.", (in job) => job.Id),
        new JobText("job_type", "The type of the job, such as Campaign or SubscriberImport.", (in job) => job.JobType),
        new JobInteger(
            "mailing_list_id",
            "The mailing list that the job processes.",
            (in job) => job.MailingListId,
            isNullable: true
        ),
        new JobText("name", "The name that the user gave the job.", (in job) => job.Name),
        new JobInteger("organization_id", "The organization that the job belongs to.", (in job) => job.OrganizationId),
        new JobFlag("paused", "Whether the job is paused.", (in job) => job.Paused),
        new JobInteger(
            "progress_total",
            "Denominator of the progress; null while it is unknown.",
            (in job) => job.ProgressTotal,
            isNullable: true
        ),
        new JobInteger("progress_value", "Numerator of the progress.", (in job) => job.ProgressValue),
        new JobTime("retry_at", "When the job is retried after a failure.", (in job) => job.RetryAt, isNullable: true),
        new JobTime("started_at", "When the job began.", (in job) => job.StartedAt, isNullable: true),
        new JobText(
            "state",
            "The state, such as scheduled, sending, paused, finished, failed or cancelled.",
            (in job) => job.State
        ),
        new JobText(
            "state2",
            "The secondary state of a campaign, such as onhold_autowinner.",
            (in job) => job.State2,
            isNullable: true
        ),
        new JobInteger(
            "suppression_list_id",
            "The suppression list that the job processes.",
            (in job) => job.SuppressionListId,
            isNullable: true
        ),
        new JobTime("updated_at", "When a worker last changed the job.", (in job) => job.UpdatedAt),
        new JobTime(
            "eta_at",
            "When the job is estimated to end, from its progress until its last update; null if it is not running or has no progress.",
            (in job) => job.EtaAt,
            isNullable: true
        ),
        new JobInteger(
            "percent",
            "The progress in percent, 0 to 100, rounded down; null without a total above 0.",
            (in job) => job.Percent,
            isNullable: true
        ),
    }.ToDictionary(field => field.Name, StringComparer.Ordinal);

    private readonly JobField[] _fields;

    private JobView(IEnumerable<JobField> fields) => _fields = [.. fields];

    /// <summary>The fields of a job unless a request selects others.</summary>
    public static JobView Default { get; } = new(JobFields.Default.Select(name => FieldsByName[name]));

    /// <summary>The fields, in alphabetical order.</summary>
    public IReadOnlyList<JobField> Fields => _fields;

    /// <summary>Creates a view of the given fields.</summary>
    /// <param name="names">The names of the fields, in the order in which they are written.</param>
    /// <param name="stalledBefore">The time for <see cref="Job.IsStalled"/>.</param>
    public static JobView Of(IEnumerable<string> names, DateTimeOffset stalledBefore) =>
        new(names.Select(name => name == JobFields.Stalled ? Stalled(stalledBefore) : FieldsByName[name]));

    /// <summary>Writes a job as a JSON object.</summary>
    public void Write(Utf8JsonWriter writer, in Job job)
    {
        writer.WriteStartObject();
        foreach (var field in _fields)
        {
            field.Write(writer, job);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes a job as the fields of a CSV record.</summary>
    public void Write(CsvWriter writer, in Job job)
    {
        foreach (var field in _fields)
        {
            field.Write(writer, job);
        }
    }

    private static JobFlag Stalled(DateTimeOffset before) =>
        new(
            JobFields.Stalled,
            "Whether the job is unfinished, has started and is not paused, but was not updated for longer than the operator allows.",
            (in job) => job.IsStalled(before)
        );
}
