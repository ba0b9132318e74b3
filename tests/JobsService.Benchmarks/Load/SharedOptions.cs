using System.CommandLine;
using System.CommandLine.Parsing;

namespace JobsService.Benchmarks.Load;

/// <summary>The options that several commands share.</summary>
internal static class SharedOptions
{
    public static Option<string> Key() =>
        new("--key") { Description = "The API key as ORGANIZATION:SECRET.", Required = true };

    public static Option<Uri> Url() =>
        new("--url")
        {
            Description = "The URL to request.",
            Required = true,
            CustomParser = parsed => UrlsOf(parsed) is [var url] ? url : null,
        };

    public static Option<Uri[]> Urls() =>
        new("--url")
        {
            Description = "A URL to request. Can be given several times.",
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
                parsed.AddError(
                    $"--url {token.Value}: must be an absolute URL, e.g. http://127.0.0.1:8080/ga/api/v2/jobs/all."
                );
            }
        }

        return [.. urls];
    }
}
