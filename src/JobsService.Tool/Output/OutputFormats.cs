using System.CommandLine;

namespace JobsService.Tool.Output;

/// <summary>The option <c>--output</c>.</summary>
internal static class OutputFormats
{
    /// <summary>Creates the option; the first format is the default.</summary>
    public static Option<string> Option(params string[] formats)
    {
        var option = new Option<string>("--output")
        {
            Description = "The format of the output.",
            HelpName = string.Join('|', formats),
            DefaultValueFactory = _ => formats[0],
        };
        option.AcceptOnlyFromAmong(formats);
        return option;
    }
}
