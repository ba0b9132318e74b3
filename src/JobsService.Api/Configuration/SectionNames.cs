using Microsoft.Extensions.Options;

namespace JobsService.Api.Configuration;

/// <summary>
/// Reports sections of the configuration whose names are nearly those of known sections, because all of their settings would be ignored.
/// Other unknown sections are allowed: the environment has variables of other programs.
/// </summary>
/// <param name="configuration">The configuration.</param>
/// <param name="sections">The sections of the service.</param>
internal sealed class SectionNames(IConfiguration configuration, IEnumerable<SectionName> sections)
    : IValidateOptions<SectionNames.Options>
{
    private readonly string[] _known =
    [
        .. sections.Select(section => section.Name),
        // Those of the framework and its log.
        "ConnectionStrings",
        "Kestrel",
        "Logging",
        "Serilog",
    ];

    /// <summary>Reports each section that resembles a known one: at most a quarter of its letters differ.</summary>
    public ValidateOptionsResult Validate(string? name, Options options)
    {
        var problems = new ValidateOptionsResultBuilder();
        foreach (var section in configuration.GetChildren().Where(section => section.GetChildren().Any()))
        {
            if (NearestTo(section.Key) is { } nearest)
            {
                problems.AddError(
                    $"{section.Key}:{section.GetChildren().First().Key} is not a setting; did you mean the section {nearest}?"
                );
            }
        }

        return problems.Build();
    }

    private string? NearestTo(string section) =>
        LevenshteinDistance.Nearest(section, _known) is { } nearest
        && LevenshteinDistance.Between(nearest, section) is > 0 and var distance
        && distance <= section.Length / 4
            ? nearest
            : null;

    /// <summary>Has no settings. It makes the framework run the validation at the start.</summary>
    public sealed class Options;
}

/// <summary>The name of a section whose settings the service reads.</summary>
internal sealed record SectionName(string Name);
