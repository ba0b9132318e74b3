using JobsService.Application.Validation;

namespace JobsService.Api.QueryStrings;

/// <summary>
/// Finds the parameters that the route does not have. The mediator's pipeline reports them after it has checked the scope, so
/// that the response is 403 for a route that the key may not use, and one response lists all problems of a request.
/// </summary>
internal sealed class UnknownParametersMiddleware(RequestDelegate next, ApiOptions options)
{
    private readonly bool _isOn = options.UnknownParameters == UnknownParameterPolicy.Refuse;

    public Task InvokeAsync(HttpContext context)
    {
        if (_isOn && context.Request.QueryString.HasValue && AllowedParameters.Of(context) is { } allowed)
        {
            var problems = UnknownParameters.In(context.Request.Query, allowed);
            if (problems.Count > 0)
            {
                context.RequestServices.GetRequiredService<RequestProblems>().Found = problems;
            }
        }

        return next(context);
    }
}
