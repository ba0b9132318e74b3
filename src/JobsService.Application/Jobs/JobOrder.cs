using JobsService.Application.Paging;
using JobsService.Domain.Jobs;

namespace JobsService.Application.Jobs;

/// <summary>The order of a list of jobs.</summary>
public enum JobOrder
{
    /// <summary>By ascending id.</summary>
    Id,

    /// <summary>By descending id: the newest job first, because ids ascend.</summary>
    IdDescending,

    /// <summary>By the moment of the last change, the earliest first.</summary>
    Changed,

    /// <summary>By the moment of the last change, the latest first.</summary>
    ChangedDescending,
}

/// <summary>The names of the orders in requests, and their cursors.</summary>
public static class JobOrders
{
    /// <summary>The value of <see cref="PageParameters.OrderBy"/> of each <see cref="JobOrder"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = [ListDefinition.ById, "-id", "changed", "-changed"];

    /// <summary>Returns the order with a name.</summary>
    /// <exception cref="ArgumentException">No order has this name.</exception>
    public static JobOrder Named(string name)
    {
        for (var index = 0; index < Names.Count; index++)
        {
            if (Names[index] == name)
            {
                return (JobOrder)index;
            }
        }

        throw new ArgumentException($"'{name}' is not an order of jobs: {string.Join(", ", Names)}.", nameof(name));
    }

    /// <summary>Returns the name of an order.</summary>
    public static string NameOf(JobOrder order) => Names[(int)order];

    /// <summary>Whether jobs are ordered by <see cref="Job.RowVersion"/>.</summary>
    public static bool IsByChange(this JobOrder order) => order is JobOrder.Changed or JobOrder.ChangedDescending;

    /// <summary>Returns the cursor of the first page.</summary>
    public static Cursor Beginning(this JobOrder order) =>
        order switch
        {
            JobOrder.Id => Cursor.Beginning,
            // Row versions are positive, and SQL Server compares them as unsigned numbers.
            JobOrder.Changed => new Cursor(FirstKey: 0),
            _ => Cursor.DescendingBeginning,
        };

    /// <summary>Returns the cursor of the page that begins after a job, which is not the last one of the list.</summary>
    public static Cursor After(this JobOrder order, Job job) =>
        order switch
        {
            JobOrder.Id => Cursor.After(job.Id),
            JobOrder.IdDescending => Cursor.Below(job.Id),
            JobOrder.Changed => Cursor.After(job.RowVersion),
            _ => Cursor.Below(job.RowVersion),
        };
}
