using System.CommandLine;
using System.CommandLine.Parsing;

namespace JobsService.Benchmarks.Load;

/// <summary>The options that several commands have.</summary>
internal static class KeyedOptions
{
    public static Option<string> Key() =>
        new("--key") { Description = "The key to ask with, ORGANIZATION:SECRET.", Required = true };

    public static Option<Uri> Url() =>
        new("--url")
        {
            Description = "What to ask.",
            Required = true,
            CustomParser = parsed => UrlsOf(parsed) is [var url] ? url : null,
        };

    public static Option<Uri[]> Urls() =>
        new("--url")
        {
            Description = "What to ask; once for each thing.",
            Required = true,
            Arity = ArgumentArity.OneOrMore,
            CustomParser = UrlsOf,
        };

    public static Option<int> Number(string name, string description, int byDefault) =>
        new(name) { Description = description, DefaultValueFactory = _ => byDefault };

    private static Uri[] UrlsOf(ArgumentResult parsed)
    {
        List<Uri> urls = [];
        foreach (var token in parsed.Tokens)
        {
            if (Uri.TryCreate(token.Value, UriKind.Absolute, out var url))
            {
                urls.Add(url);
            }
            else
            {
                parsed.AddError($"'{token.Value}' is no URL.");
            }
        }

        return [.. urls];
    }
}
