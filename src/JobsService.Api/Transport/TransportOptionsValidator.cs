using JobsService.Api.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Transport;

/// <summary>Validates the settings that ASP.NET Core reads, because its own messages do not say what is allowed.</summary>
internal sealed class TransportOptionsValidator(IConfiguration configuration) : IValidateOptions<TransportOptions>
{
    // ASPNETCORE_FORWARDEDHEADERS_ENABLED.
    private const string ForwardedHeadersSwitch = "ForwardedHeaders_Enabled";

    public ValidateOptionsResult Validate(string? name, TransportOptions options)
    {
        var problems = new ValidateOptionsResultBuilder();
        foreach (var url in configuration[WebHostDefaults.ServerUrlsKey]?.Split(';') ?? [])
        {
            if (ListenAddress.Parse(url) is null)
            {
                problems.AddError(
                    $"Urls has '{url}'; it must be addresses like http://127.0.0.1:5080, separated by semicolons."
                );
            }
        }

        if (string.Equals(configuration[ForwardedHeadersSwitch], "true", StringComparison.OrdinalIgnoreCase))
        {
            problems.AddError(
                $"{ForwardedHeadersSwitch} is 'true', which trusts every client; remove it and set "
                    + $"{TransportOptions.Section}:{nameof(TransportOptions.TrustedProxies)} to the addresses of your proxies."
            );
        }

        if (KestrelLimits.Set(new KestrelServerLimits(), configuration) is { } problem)
        {
            problems.AddError(problem);
        }

        return problems.Build();
    }
}
