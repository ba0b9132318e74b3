namespace JobsService.Client;

/// <summary>Selects jobs. A job must match all properties that are set; an empty one selects every job.</summary>
/// <remarks>A request reads the query when it is created; later changes of the query do not affect it.</remarks>
public sealed class JobQuery
{
    /// <summary>The organizations of the jobs; everything that the key has access to by default.</summary>
    public OrganizationScope Scope { get; set; }

    /// <summary>Whether to select only unfinished jobs (<see cref="Job.IsUnfinished"/>).</summary>
    public bool UnfinishedOnly { get; set; }

    /// <summary>Jobs with one of these ids, at most 100.</summary>
    public IList<long> Ids { get; } = [];

    /// <summary>Jobs in one of these states, at most 20.</summary>
    public IList<JobState> States { get; } = [];

    /// <summary>Jobs in one of these secondary states, at most 20.</summary>
    public IList<string> SecondaryStates { get; } = [];

    /// <summary>Jobs of one of these types, at most 20.</summary>
    public IList<JobType> Types { get; } = [];

    /// <summary>Jobs that process one of these mailing lists, at most 100.</summary>
    public IList<long> MailingListIds { get; } = [];

    /// <summary>Jobs that process one of these suppression lists, at most 100.</summary>
    public IList<long> SuppressionListIds { get; } = [];

    /// <summary>Jobs whose name contains this text of 1 to 100 characters, ignoring case. No character is a wildcard.</summary>
    public string? NameContains { get; set; }

    /// <summary>True for paused jobs, false for the others.</summary>
    public bool? Paused { get; set; }

    /// <summary>True for unfinished jobs that make no progress, false for the others.</summary>
    public bool? Stalled { get; set; }

    /// <summary>Jobs that begin strictly after this time.</summary>
    public DateTimeOffset? BeginsAtAfter { get; set; }

    /// <summary>Jobs that begin strictly before this time.</summary>
    public DateTimeOffset? BeginsAtBefore { get; set; }

    /// <summary>Jobs that were created strictly after this time.</summary>
    public DateTimeOffset? CreatedAtAfter { get; set; }

    /// <summary>Jobs that were created strictly before this time.</summary>
    public DateTimeOffset? CreatedAtBefore { get; set; }

    /// <summary>Jobs that started strictly after this time.</summary>
    public DateTimeOffset? StartedAtAfter { get; set; }

    /// <summary>Jobs that started strictly before this time.</summary>
    public DateTimeOffset? StartedAtBefore { get; set; }

    /// <summary>Jobs that ended strictly after this time.</summary>
    public DateTimeOffset? FinishedAtAfter { get; set; }

    /// <summary>Jobs that ended strictly before this time.</summary>
    public DateTimeOffset? FinishedAtBefore { get; set; }

    /// <summary>Jobs that were last changed strictly after this time.</summary>
    public DateTimeOffset? UpdatedAtAfter { get; set; }

    /// <summary>Jobs that were last changed strictly before this time.</summary>
    public DateTimeOffset? UpdatedAtBefore { get; set; }

    /// <summary>Jobs whose retry is strictly after this time.</summary>
    public DateTimeOffset? RetryAtAfter { get; set; }

    /// <summary>Jobs whose retry is strictly before this time.</summary>
    public DateTimeOffset? RetryAtBefore { get; set; }

    /// <summary>The order of a list. Changes and watches ignore it.</summary>
    public JobOrder Order { get; set; }

    /// <summary>
    /// The names of the fields to return, such as <c>name</c>; all except <c>stalled</c> if it is empty. Lists, changes and watches
    /// always include the id, and those of unfinished jobs what shows that they are unfinished; exports have exactly these fields.
    /// </summary>
    public IList<string> Fields { get; } = [];
}
