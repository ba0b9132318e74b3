using System.Globalization;
using FluentValidation;
using JobsService.Application.Filtering;
using JobsService.Application.Scoping;

namespace JobsService.Application.JobChanges;

/// <summary>The members of <see cref="JobChangeRequest{TResponse}"/> that validation needs.</summary>
internal interface IJobChangeRequest
{
    /// <summary>The parsed parameters.</summary>
    ChangeQuery Query { get; }

    /// <summary>The text that cursors are bound to: the organizations in scope and the filters.</summary>
    string CursorScope();
}

/// <summary>A request for the changes of the jobs in scope after a cursor.</summary>
/// <remarks>
/// Throws <see cref="NotFoundException"/> if the request selects an organization that does not exist. A cursor is the number of a
/// change, bound to the organizations in scope and the filters, so that it is valid on every replica and after a restart.
/// </remarks>
public abstract record JobChangeRequest<TResponse> : OrganizationScopedRequest<TResponse>, IJobChangeRequest
{
    private ChangeQuery? _query;
    private string? _cursorScope;

    /// <summary>A request without parameters.</summary>
    protected JobChangeRequest() { }

    /// <summary>
    /// Copies the request without its parsed query, because a <c>with</c> expression can replace the parameters.
    /// </summary>
    protected JobChangeRequest(JobChangeRequest<TResponse> original)
        : base(original) => (Parameters, Ending) = (original.Parameters, original.Ending);

    /// <summary>The parameters of the request.</summary>
    public ListParameters Parameters { get; init; } = ListParameters.None;

    /// <summary>Ends a wait early, for example when the service stops.</summary>
    public CancellationToken Ending { get; init; }

    /// <inheritdoc/>
    ChangeQuery IJobChangeRequest.Query => Query;

    /// <inheritdoc cref="IJobChangeRequest.Query"/>
    internal ChangeQuery Query => _query ??= new ChangeQuery(Parameters, ResumedFrom);

    /// <summary>The cursor of a client that reconnects; null if there is none.</summary>
    internal virtual string? ResumedFrom => null;

    /// <inheritdoc/>
    string IJobChangeRequest.CursorScope() => CursorScope();

    /// <inheritdoc cref="IJobChangeRequest.CursorScope"/>
    // Every event has a cursor.
    internal string CursorScope() =>
        _cursorScope ??=
            $"changes of {Scope.OrganizationId?.ToString(CultureInfo.InvariantCulture) ?? "all"} {Query.Filters.ToTokenText(inEveryToken: 0)}";

    /// <summary>Returns a cursor as text.</summary>
    internal string TextOf(ChangeCursor cursor) => cursor.ToText(CursorScope());
}

/// <summary>Validates the parameters of requests for changes.</summary>
internal sealed class JobChangeRequestValidator<TRequest> : AbstractValidator<TRequest>
    where TRequest : IJobChangeRequest
{
    public JobChangeRequestValidator() =>
        RuleFor(request => request)
            .Custom(
                static (request, context) =>
                {
                    foreach (var problem in request.Query.ProblemsIn(request.CursorScope))
                    {
                        context.AddFailure(problem);
                    }
                }
            );
}

/// <summary>
/// The changes after a cursor are no longer completely known, because deletions are kept for some days only, or because the database
/// was replaced by an older copy. The client must list the jobs again.
/// </summary>
public sealed class CursorExpiredException() : Exception("The cursor is older than the changes that are kept.");
