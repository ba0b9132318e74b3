using JobsService.Api.Responses;
using JobsService.Application.Scoping;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace JobsService.UnitTests.Responses;

/// <summary>Error responses to clients that disconnect.</summary>
internal sealed class ErrorResponseHandlerTests
{
    [Test]
    public async Task A_client_that_disconnects_while_an_error_is_written_gets_status_499()
    {
        using var aborted = new CancellationTokenSource();
        var context = new DefaultHttpContext { RequestAborted = aborted.Token };
        context.Response.Body = new DisconnectedStream(aborted);
        var handler = new ErrorResponseHandler(NullLogger<ErrorResponseHandler>.Instance);

        var isHandled = await handler.TryHandleAsync(context, new NotFoundException(), CancellationToken.None);

        Assert.That(isHandled, Is.True);
        Assert.That(context.Response.StatusCode, Is.EqualTo(StatusCodes.Status499ClientClosedRequest));
    }

    /// <summary>Aborts the request when the response is written.</summary>
    private sealed class DisconnectedStream(CancellationTokenSource aborted) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            aborted.Cancel();
            throw new OperationCanceledException(cancellationToken);
        }
    }
}
