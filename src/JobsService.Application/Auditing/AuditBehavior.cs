using FluentValidation;
using JobsService.Application.Availability;
using JobsService.Application.Scoping;
using JobsService.Application.Validation;
using MediatR;

namespace JobsService.Application.Auditing;

/// <summary>
/// A request whose success, and whose failure within <see cref="AuditedFailureLimit"/>, are recorded in the audit log.
/// </summary>
internal interface IAuditedRequest
{
    /// <summary>The action recorded in the audit log, for example <c>api_key.rotate</c>.</summary>
    string Action { get; }

    /// <summary>The id of the affected key; null when a key is created.</summary>
    long? ApiKeyId { get; }

    /// <inheritdoc cref="OrganizationScopedRequest{TResponse}.Organizations"/>
    OrganizationSelection Organizations { get; }
}

/// <summary>
/// Writes an audit log entry for an audited request that fails, before the failure is returned. It runs before
/// <see cref="Scoping.OrganizationScopeBehavior{TRequest, TResponse}"/>, so that unauthorized attempts are recorded too.
/// </summary>
/// <remarks>
/// Only failures of requests that reach the use case are recorded: out of scope, not found, invalid values, and internal errors. An
/// HTTP request that is refused earlier leaves no entry: without a valid key, over a rate limit, from another site, with a body
/// that is malformed, too long, too slow or not JSON, or with an id that is not a number. Neither does one with unknown parameters.
/// A request that fails because the database is unavailable leaves no entry, because the log is in the same database. If the
/// entry cannot be written, the request fails with <see cref="DatabaseUnavailableException"/>.
/// </remarks>
internal sealed class AuditBehavior<TRequest, TResponse>(
    AuditEntryFactory auditor,
    AuditedFailureLimit limit,
    IAuditLog auditLog
) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IAuditedRequest
{
    /// <inheritdoc/>
    public async Task<TResponse> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TResponse> next
    )
    {
        try
        {
            return await next();
        }
        catch (Exception exception)
            when (exception is not DatabaseUnavailableException and not OperationCanceledException
                && !IsMalformed(exception)
            )
        {
            var entry = auditor.Failed(request, OutcomeOf(exception), DetailOf(exception));
            if (limit.Allows(entry.ActorOrganizationId))
            {
                // Not cancelled: a caller must not be able to avoid the entry by disconnecting.
                await auditLog.Append(entry, CancellationToken.None);
            }

            throw;
        }
    }

    private static bool IsMalformed(Exception exception) =>
        exception is ValidationException invalid
        && invalid.Errors.Any(failure => failure.ErrorCode == ErrorCodes.InvalidRequest);

    private static string OutcomeOf(Exception exception) =>
        exception switch
        {
            OutOfScopeException => ErrorCodes.NotAuthorized,
            NotFoundException => ErrorCodes.NotFound,
            ValidationException => ErrorCodes.ValidationFailed,
            _ => ErrorCodes.InternalError,
        };

    private static string DetailOf(Exception exception) =>
        exception is ValidationException invalid
            ? string.Join(' ', invalid.Errors.Select(failure => failure.ErrorMessage))
            : exception.Message;
}
