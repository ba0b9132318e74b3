using FluentValidation;
using JobsService.Application.Availability;
using JobsService.Application.Scoping;
using JobsService.Application.Validation;
using MediatR;

namespace JobsService.Application.Auditing;

/// <summary>
/// Writes a line of the audit log for a request that is audited and fails, before anybody learns that it did. It comes
/// before the scope: who asks for what it may not do is what the log is for.
/// </summary>
/// <remarks>
/// What fails because the database cannot answer leaves no line, since there is nothing to write it to; and what cannot be
/// written here is answered like any other database that cannot answer.
/// </remarks>
internal sealed class AuditBehavior<TRequest, TResponse>(AuditEntryFactory auditor, IAuditLog auditLog)
    : IPipelineBehavior<TRequest, TResponse>
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
            when (exception is not DatabaseUnavailableException and not OperationCanceledException)
        {
            // A caller that hangs up does not get out of the log.
            await auditLog.Append(
                auditor.Failed(request, OutcomeOf(exception), DetailOf(exception)),
                CancellationToken.None
            );
            throw;
        }
    }

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
            ? string.Join(' ', invalid.Errors.Select(problem => problem.ErrorMessage))
            : exception.Message;
}
