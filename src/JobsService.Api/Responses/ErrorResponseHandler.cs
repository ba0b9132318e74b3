using FluentValidation;
using JobsService.Application.Availability;
using JobsService.Application.JobChanges;
using JobsService.Application.Scoping;
using JobsService.Application.Validation;
using Microsoft.AspNetCore.Diagnostics;

namespace JobsService.Api.Responses;

/// <summary>
/// Writes the error response for an exception that occurred before the response started, and logs details that the client must
/// not see. A client that has disconnected gets no response and is not an error: the status is 499 in the log.
/// </summary>
internal sealed class ErrorResponseHandler(ILogger<ErrorResponseHandler> logger) : IExceptionHandler
{
    // When one of the open streams of a key may have ended.
    private static readonly TimeSpan ListenerRetry = TimeSpan.FromSeconds(5);

    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        if (
            httpContext.RequestAborted.IsCancellationRequested
            || exception is BadHttpRequestException { StatusCode: StatusCodes.Status499ClientClosedRequest }
        )
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        try
        {
            var error = ErrorOf(exception, httpContext.TraceIdentifier);
            if (error.Status == StatusCodes.Status429TooManyRequests)
            {
                httpContext.Response.Headers.RetryAfter = RetryAfter.InSeconds(ListenerRetry);
            }

            await EnvelopeJson.WriteError(httpContext, error);
        }
        catch (OperationCanceledException)
            when (httpContext.RequestAborted.IsCancellationRequested && !httpContext.Response.HasStarted)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }

        return true;
    }

    private ApiError ErrorOf(Exception exception, string requestId)
    {
        switch (exception)
        {
            case DatabaseUnavailableException unavailable:
                logger.DatabaseUnavailable(unavailable.Message);
                return ApiError.Unavailable;
            case OutOfScopeException:
                return ApiError.Forbidden;
            case NotFoundException:
                return ApiError.NotFound;
            case CursorExpiredException:
                return ApiError.CursorExpired;
            case TooManyListenersException listeners:
                return listeners.OfKey ? ApiError.TooManyRequests : ApiError.Unavailable;
            case NotAcceptableException:
                return ApiError.NotAcceptable;
            case ValidationException invalid:
                return ErrorOf(invalid);
            case MalformedBodyException malformed:
                return ApiError.InvalidRequest(malformed.Message);
            case BadHttpRequestException bad:
                return ApiError.Of(bad.StatusCode, requestId);
            default:
                logger.RequestFailed(exception);
                return ApiError.Internal(requestId);
        }
    }

    /// <summary>Combines all problems in one error. A specific error code is used only if all problems have it.</summary>
    private static ApiError ErrorOf(ValidationException invalid)
    {
        var message = string.Join(' ', invalid.Errors.Select(error => error.ErrorMessage));
        return invalid switch
        {
            _ when AreAll(ErrorCodes.RequestedTooMany) => ApiError.RequestedTooMany(message),
            _ when AreAll(ErrorCodes.ValidationFailed) => ApiError.ValidationFailed(message),
            _ => ApiError.InvalidRequest(message),
        };

        bool AreAll(string code) => invalid.Errors.All(error => error.ErrorCode == code);
    }
}
