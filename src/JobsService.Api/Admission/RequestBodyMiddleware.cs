using Microsoft.AspNetCore.Http.Features;

namespace JobsService.Api.Admission;

/// <summary>
/// Buffers the body of an authenticated request, under a deadline, before admission control: a slow client then holds no permit
/// that another organization needs. Kestrel's <c>MaxRequestBodySize</c> bounds the memory of a body.
/// </summary>
internal sealed class RequestBodyMiddleware(RequestDelegate next, TimeProvider time)
{
    /// <summary>The maximum time between the request's headers and the end of its body.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    // Kestrel states the reason of a BadHttpRequestException in its message only.
    private const string UnexpectedEnd = "Unexpected end of request content.";

    // COR_E_IO. Errors of the file that a long body is buffered in have a code of the operating system instead.
    private const int UnspecifiedError = unchecked((int)0x80131620);

    // More than the default MaxRequestBodySize. If an operator raises that, the remainder of a longer body is buffered in a file.
    private const int BufferedInMemory = 128 * 1024;

    public Task InvokeAsync(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true } && MayHaveBody(context) ? ReadBody(context) : next(context);

    // The body of a GET or HEAD is ignored.
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
            throw new BadHttpRequestException(
                $"The request body did not arrive within {Deadline.TotalSeconds} seconds.",
                StatusCodes.Status408RequestTimeout,
                late
            );
        }
        catch (IOException left) when (IsDisconnect(left))
        {
            // Otherwise Kestrel would try to read the remainder, and log an error because the failed read has not ended.
            context.Abort();
            throw new BadHttpRequestException(
                "The client disconnected before the end of the request body.",
                StatusCodes.Status499ClientClosedRequest,
                left
            );
        }

        context.Request.Body.Position = 0;
        await next(context);
    }

    // RequestAborted is not sufficient, because Kestrel can cancel it after the read has failed.
    private static bool IsDisconnect(IOException exception) =>
        exception is BadHttpRequestException
            ? exception.Message == UnexpectedEnd
            : exception.HResult == UnspecifiedError;
}
