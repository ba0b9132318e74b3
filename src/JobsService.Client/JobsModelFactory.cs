using JobsService.Client.Http;

namespace JobsService.Client;

/// <summary>Creates results for tests of code that uses <see cref="JobsClient"/>.</summary>
public static class JobsModelFactory
{
    /// <summary>Creates a job.</summary>
    public static Job Job(
        long id = 1,
        long organizationId = 1,
        JobType jobType = default,
        string name = "",
        JobState state = default,
        string? state2 = null,
        bool paused = false,
        long progressValue = 0,
        long? progressTotal = null,
        long? mailingListId = null,
        long? suppressionListId = null,
        DateTimeOffset? beginsAt = null,
        DateTimeOffset createdAt = default,
        DateTimeOffset? startedAt = null,
        DateTimeOffset? finishedAt = null,
        DateTimeOffset? retryAt = null,
        DateTimeOffset updatedAt = default,
        bool? stalled = null
    ) =>
        new()
        {
            Id = id,
            OrganizationId = organizationId,
            JobType = jobType,
            Name = name,
            State = state,
            State2 = state2,
            Paused = paused,
            ProgressValue = progressValue,
            ProgressTotal = progressTotal,
            MailingListId = mailingListId,
            SuppressionListId = suppressionListId,
            BeginsAt = beginsAt,
            CreatedAt = createdAt,
            StartedAt = startedAt,
            FinishedAt = finishedAt,
            RetryAt = retryAt,
            UpdatedAt = updatedAt,
            Stalled = stalled,
        };

    /// <summary>Creates a change of a watched job.</summary>
    public static JobChange JobChange(JobChangeKind kind, Job? job = null, long? jobId = null) =>
        new(kind, jobId ?? job?.Id ?? 0, job);

    /// <summary>Creates a batch of changes.</summary>
    public static JobChanges JobChanges(
        IEnumerable<Job>? jobs = null,
        IEnumerable<long>? deleted = null,
        IEnumerable<long>? left = null,
        string? cursor = null,
        bool isReset = false
    ) => new(isReset, [.. jobs ?? []], [.. deleted ?? []], [.. left ?? []], cursor);

    /// <summary>Creates numbers of jobs.</summary>
    public static JobStatistics JobStatistics(
        DateTimeOffset asOf = default,
        long total = 0,
        long unfinished = 0,
        long stalled = 0,
        IEnumerable<JobCount>? counts = null
    ) =>
        new()
        {
            AsOf = asOf,
            Total = total,
            Unfinished = unfinished,
            Stalled = stalled,
            Counts = [.. counts ?? []],
        };

    /// <summary>Creates the number of jobs of one state and type.</summary>
    public static JobCount JobCount(JobState state = default, JobType jobType = default, long count = 0) =>
        new()
        {
            State = state,
            JobType = jobType,
            Count = count,
        };

    /// <summary>Creates an organization.</summary>
    public static Organization Organization(
        long id = 1,
        string name = "",
        bool active = true,
        DateTimeOffset createdAt = default
    ) =>
        new()
        {
            Id = id,
            Name = name,
            Active = active,
            CreatedAt = createdAt,
        };

    /// <summary>Creates an API key.</summary>
    public static ApiKey ApiKey(
        long id = 1,
        long organizationId = 1,
        string name = "",
        ApiKeyRole role = default,
        bool active = true,
        DateTimeOffset createdAt = default,
        DateTimeOffset? lastUsedAt = null,
        DateTimeOffset? expiresAt = null,
        string? secretLast4 = null,
        string? secret = null
    ) =>
        new()
        {
            Id = id,
            OrganizationId = organizationId,
            Name = name,
            Role = role,
            Active = active,
            CreatedAt = createdAt,
            LastUsedAt = lastUsedAt,
            ExpiresAt = expiresAt,
            SecretLast4 = secretLast4,
            Secret = secret,
        };

    /// <summary>Creates an identity.</summary>
    public static CallerIdentity CallerIdentity(
        long organizationId = 1,
        string organizationName = "",
        ApiKeyRole role = default,
        long apiKeyId = 1,
        string apiKeyName = "",
        DateTimeOffset? expiresAt = null
    ) =>
        new()
        {
            OrganizationId = organizationId,
            OrganizationName = organizationName,
            Role = role,
            ApiKeyId = apiKeyId,
            ApiKeyName = apiKeyName,
            ExpiresAt = expiresAt,
        };

    /// <summary>Creates a page.</summary>
    public static Page<T> Page<T>(IEnumerable<T> values, string? continuationToken = null)
        where T : notnull => new([.. values], continuationToken);

    /// <summary>Creates a list from pages, each with the token of the next one.</summary>
    public static AsyncPageable<T> AsyncPageable<T>(params Page<T>[] pages)
        where T : notnull
    {
        return new PageWalk<T>(Read, CancellationToken.None);

        Task<Page<T>> Read(string? token, int size, CancellationToken cancellationToken)
        {
            var next = token is null
                ? 0
                : 1
                    + Array.FindIndex(
                        pages,
                        page => string.Equals(page.ContinuationToken, token, StringComparison.Ordinal)
                    );
            return Task.FromResult(next < pages.Length ? pages[next] : new Page<T>([], continuationToken: null));
        }
    }
}
