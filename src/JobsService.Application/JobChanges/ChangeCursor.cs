using System.Globalization;
using System.Runtime.InteropServices;
using JobsService.Application.Paging;

namespace JobsService.Application.JobChanges;

/// <summary>A position in the changes of jobs.</summary>
/// <param name="Version">The number of the last change before the position.</param>
/// <param name="StalledBefore">
/// For the filter <c>stalled</c>: the argument of <see cref="Domain.Jobs.Job.IsStalled"/> at the position; null without this filter.
/// </param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ChangeCursor(long Version, DateTimeOffset? StalledBefore)
{
    /// <summary>Returns the cursor as text.</summary>
    /// <param name="list">The text that identifies the scope and the filters, to which the cursor is bound.</param>
    public string ToText(string list) =>
        PageToken.Create(
            new Cursor(Version, StalledBefore?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            list
        );

    /// <summary>Parses a cursor; returns false if it is corrupt or belongs to another scope or other filters.</summary>
    public static bool TryRead(string text, string list, out ChangeCursor cursor)
    {
        var isCursor = PageToken.TryRead(text, list, out var position);
        cursor = new ChangeCursor(
            position.FirstKey,
            long.TryParse(position.FirstName, CultureInfo.InvariantCulture, out var seconds)
            && seconds >= DateTimeOffset.MinValue.ToUnixTimeSeconds()
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : null
        );
        return isCursor;
    }
}
