namespace JobsService.Domain.Jobs;

/// <summary>The job types that have states of their own. An open set: any other type is passed through unchanged.</summary>
public static class JobType
{
    /// <summary>An email campaign.</summary>
    public const string Campaign = "Campaign";

    /// <summary>An import of subscribers into a mailing list.</summary>
    public const string SubscriberImport = "SubscriberImport";
}
