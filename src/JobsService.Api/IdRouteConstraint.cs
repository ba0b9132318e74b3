using System.Globalization;

namespace JobsService.Api;

/// <summary>
/// A 64-bit id in a path, <c>{id:id}</c>, in the one way to write it: the framework's <c>long</c> takes spaces and signs too,
/// and then one thing has many addresses.
/// </summary>
internal sealed class IdRouteConstraint : IRouteConstraint
{
    /// <summary>The constraint's name in a template.</summary>
    public const string Name = "id";

    public bool Match(
        HttpContext? httpContext,
        IRouter? route,
        string routeKey,
        RouteValueDictionary values,
        RouteDirection routeDirection
    ) =>
        values[routeKey] is string text
        && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id)
        && id.ToString(CultureInfo.InvariantCulture) == text;
}
