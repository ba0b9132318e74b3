using Microsoft.Extensions.Options;
using Serilog.Events;

namespace JobsService.Api.Telemetry;

/// <summary>
/// Validates the settings that OpenTelemetry and Serilog read. OpenTelemetry ignores an invalid address, and Serilog's message
/// does not say which setting is invalid.
/// </summary>
internal sealed class TelemetryOptionsValidator(IConfiguration configuration) : IValidateOptions<TelemetryOptions>
{
    private const string LevelSection = "Serilog:MinimumLevel";

    public ValidateOptionsResult Validate(string? name, TelemetryOptions options)
    {
        var problems = new ValidateOptionsResultBuilder();
        var endpoint = configuration[OpenTelemetrySetup.OtlpEndpoint];
        if (
            !string.IsNullOrWhiteSpace(endpoint)
            && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https" })
        )
        {
            problems.AddError(
                $"{OpenTelemetrySetup.OtlpEndpoint} is '{endpoint}'; it must be an address like http://127.0.0.1:4317."
            );
        }

        foreach (var problem in LevelProblems(configuration))
        {
            problems.AddError(problem);
        }

        return problems.Build();
    }

    /// <summary>Returns a sentence for each log level that does not exist.</summary>
    public static IEnumerable<string> LevelProblems(IConfiguration configuration)
    {
        IConfigurationSection[] levels =
        [
            configuration.GetSection(LevelSection),
            configuration.GetSection($"{LevelSection}:Default"),
            .. configuration.GetSection($"{LevelSection}:Override").GetChildren(),
        ];
        return levels
            .Where(level =>
                level.Value is not null && !Enum.TryParse<LogEventLevel>(level.Value, ignoreCase: true, out _)
            )
            .Select(level =>
                $"{level.Path} is '{level.Value}'; it must be one of {string.Join(", ", Enum.GetNames<LogEventLevel>())}."
            );
    }
}
