using FluentValidation.Results;
using JobsService.Application.Validation;

namespace JobsService.Api.QueryStrings;

/// <summary>
/// Describes the parameters of a request that its route does not have. The length of the description is limited, because a query
/// string can have thousands of them.
/// </summary>
internal static class UnknownParameters
{
    // Browsers and libraries add a parameter like _=1404394620 so that no cache has the response.
    private const char IgnoredPrefix = '_';

    /// <summary>Returns the problems of a query string: none if all its parameters are allowed or ignored.</summary>
    public static IReadOnlyList<ValidationFailure> In(IQueryCollection query, AllowedParameters allowed)
    {
        List<string>? named = null;
        var others = 0;
        foreach (var (name, _) in query)
        {
            if (name.StartsWith(IgnoredPrefix) || allowed.Include(name))
            {
                continue;
            }

            if (named is null || named.Count < QuotedInput.MaxValues)
            {
                (named ??= []).Add(name);
            }
            else
            {
                others++;
            }
        }

        return named is null ? [] : [.. Problems(named, others, allowed.Names).Select(ToFailure)];
    }

    private static IEnumerable<string> Problems(List<string> named, int others, IReadOnlyList<string> allowed)
    {
        var hasSuggestions = true;
        foreach (var name in named)
        {
            var nearest = ParameterSuggestion.For(name, allowed);
            hasSuggestions &= nearest is not null;
            yield return $"Unknown parameter {QuotedInput.Of(name)}."
                + (nearest is null ? "" : $" Did you mean '{nearest}'?");
        }

        if (others > 0)
        {
            yield return $"Unknown parameters that are not listed here: {others}.";
        }

        if (!hasSuggestions)
        {
            yield return allowed.Count == 0
                ? "This route has no parameters."
                : $"The parameters of this route are {string.Join(", ", allowed)}.";
        }
    }

    private static ValidationFailure ToFailure(string problem) =>
        new(propertyName: "", problem) { ErrorCode = ErrorCodes.InvalidRequest };
}
