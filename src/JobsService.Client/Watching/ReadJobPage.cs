using JobsService.Client.Http;

namespace JobsService.Client.Watching;

/// <summary>Reads a page of a list of jobs, with retries.</summary>
internal delegate Task<Page<Job>> ReadJobPage(
    JobSelection selection,
    string? token,
    int size,
    CancellationToken cancellationToken
);
