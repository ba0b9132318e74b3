namespace JobsService.Api.QueryStrings;

/// <summary>The requests that the API accepts: section <c>Api</c>.</summary>
internal sealed class ApiOptions
{
    /// <summary>The configuration section of the options.</summary>
    public const string Section = "Api";

    /// <summary>How the API handles a parameter that the route does not have.</summary>
    public UnknownParameterPolicy UnknownParameters { get; set; } = UnknownParameterPolicy.Refuse;
}

/// <summary>How the API handles a parameter that the route does not have.</summary>
internal enum UnknownParameterPolicy
{
    /// <summary>The response is 400, because a misspelled filter that is ignored would return every row.</summary>
    Refuse,

    /// <summary>The parameter has no effect. For existing clients that send other parameters.</summary>
    Ignore,
}
