namespace JobsService.Client;

/// <summary>The order of a list of jobs.</summary>
public enum JobOrder
{
    /// <summary>By ascending id.</summary>
    Id,

    /// <summary>By descending id: the newest job first.</summary>
    IdDescending,

    /// <summary>By the moment of the last change, the earliest change first.</summary>
    Changed,

    /// <summary>By the moment of the last change, the latest change first.</summary>
    ChangedDescending,
}
