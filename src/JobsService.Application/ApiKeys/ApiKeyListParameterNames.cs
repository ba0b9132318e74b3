namespace JobsService.Application.ApiKeys;

/// <summary>The names of <see cref="ApiKeyListParameters"/> in a query string.</summary>
public static class ApiKeyListParameterNames
{
    /// <summary>Of <see cref="ApiKeyListParameters.Name"/>.</summary>
    public const string Name = "name";

    /// <summary>Of <see cref="ApiKeyListParameters.NameContains"/>.</summary>
    public const string NameContains = "name_contains";

    /// <summary>Of <see cref="ApiKeyListParameters.OrderBy"/>.</summary>
    public const string OrderBy = "order_by";
}
