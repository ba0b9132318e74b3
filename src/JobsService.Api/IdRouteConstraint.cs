using System.Globalization;

namespace JobsService.Api;

/// <summary>
/// Matches a 64-bit id in a path, <c>{id:id}</c>, in its canonical form only. ASP.NET Core's <c>long</c> constraint also accepts
/// spaces and plus signs, which would give one resource several addresses.
/// </summary>
internal sealed class IdRouteConstraint : IRouteConstraint
{
    /// <summary>The name of the constraint in a route template.</summary>
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
