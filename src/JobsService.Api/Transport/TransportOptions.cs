namespace JobsService.Api.Transport;

/// <summary>How clients reach the service: section <c>Transport</c>.</summary>
internal sealed class TransportOptions
{
    /// <summary>The section that the options are bound from.</summary>
    public const string Section = "Transport";

    /// <summary>
    /// The proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed: addresses, and networks like
    /// <c>10.0.0.0/8</c>. With none, which is the default, the client is whoever connects.
    /// </summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>The port of HTTPS that requests over HTTP are redirected to; 0, which is the default, for no redirection.</summary>
    public int RedirectToHttpsPort { get; set; }

    /// <summary>
    /// For how many days a browser is told to come by HTTPS only (<c>Strict-Transport-Security</c>, in answers over HTTPS); 0,
    /// which is the default, for not at all.
    /// </summary>
    public int HstsDays { get; set; }
}
