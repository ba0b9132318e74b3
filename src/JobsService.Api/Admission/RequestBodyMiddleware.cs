using Microsoft.AspNetCore.Http.Features;

namespace JobsService.Api.Admission;

/// <summary>
/// Reads the body of an authenticated request before the request waits for the database, under a deadline: a client that sends
/// slowly holds nothing that another organization needs. Kestrel's <c>MaxRequestBodySize</c> bounds what is kept in memory.
/// </summary>
internal sealed class RequestBodyMiddleware(RequestDelegate next, TimeProvider time)
{
    /// <summary>From the request's headers to the end of its body.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    // More than KestrelLimits allow unless an operator raises them; the rest of a longer body is buffered in a file.
    private const int BufferedInMemory = 128 * 1024;

    public Task InvokeAsync(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true } && MayHaveBody(context) ? ReadBody(context) : next(context);

    // A GET is answered without its body.
    private static bool MayHaveBody(HttpContext context) =>
        !HttpMethods.IsGet(context.Request.Method)
        && !HttpMethods.IsHead(context.Request.Method)
        && context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true };

    private async Task ReadBody(HttpContext context)
    {
        context.Request.EnableBuffering(BufferedInMemory);
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, context.RequestAborted);
        try
        {
            await context.Request.Body.CopyToAsync(Stream.Null, stop.Token);
        }
        catch (OperationCanceledException late) when (deadline.IsCancellationRequested)
        {
            throw new BadHttpRequestException("The body is late.", StatusCodes.Status408RequestTimeout, late);
        }

        context.Request.Body.Position = 0;
        await next(context);
    }
}
