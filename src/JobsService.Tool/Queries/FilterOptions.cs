using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using JobsService.Client;

namespace JobsService.Tool.Queries;

/// <summary>The options that select jobs: a row for each filter of the API.</summary>
internal sealed class FilterOptions
{
    private readonly List<Action<ParseResult, JobQuery>> _setters = [];
    private readonly List<Option> _options = [];
    private readonly ScopeOptions _scope = new();
    private readonly TimeProvider _time;

    public FilterOptions(TimeProvider time)
    {
        _time = time;
        AddWords("--state", "Jobs in one of these states.", (query, word) => query.States.Add(word), JobWords.States);
        AddWords(
            "--state2",
            "Jobs in one of these secondary states.",
            (query, word) => query.SecondaryStates.Add(word),
            []
        );
        AddWords("--type", "Jobs of one of these types.", (query, word) => query.Types.Add(word), JobWords.Types);
        AddIds("--id", "Jobs with one of these ids.", query => query.Ids);
        AddIds("--mailing-list", "Jobs of one of these mailing lists.", query => query.MailingListIds);
        AddIds("--suppression-list", "Jobs of one of these suppression lists.", query => query.SuppressionListIds);
        Add<string?>(
            new("--name") { Description = "Jobs whose name contains this text, ignoring case.", HelpName = "TEXT" },
            (query, text) => query.NameContains = text
        );
        Add<bool?>(
            new("--paused") { Description = "Paused jobs (true), or the others (false).", HelpName = "true|false" },
            (query, flag) => query.Paused = flag
        );
        Add<bool?>(
            new("--stalled")
            {
                Description = "Jobs that make no progress (true), or the others (false).",
                HelpName = "true|false",
            },
            (query, flag) => query.Stalled = flag
        );
        AddTimes();
    }

    private void AddTimes()
    {
        AddTimes(
            "begins",
            "begin",
            (query, time) => query.BeginsAtAfter = time,
            (query, time) => query.BeginsAtBefore = time
        );
        AddTimes(
            "created",
            "were created",
            (query, time) => query.CreatedAtAfter = time,
            (query, time) => query.CreatedAtBefore = time
        );
        AddTimes(
            "started",
            "started",
            (query, time) => query.StartedAtAfter = time,
            (query, time) => query.StartedAtBefore = time
        );
        AddTimes(
            "finished",
            "ended",
            (query, time) => query.FinishedAtAfter = time,
            (query, time) => query.FinishedAtBefore = time
        );
        AddTimes(
            "updated",
            "were last changed",
            (query, time) => query.UpdatedAtAfter = time,
            (query, time) => query.UpdatedAtBefore = time
        );
        AddTimes(
            "retry",
            "are retried",
            (query, time) => query.RetryAtAfter = time,
            (query, time) => query.RetryAtBefore = time
        );
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in _options)
        {
            command.Add(option);
        }

        _scope.AddTo(command);
    }

    /// <summary>Creates the query of a command.</summary>
    public JobQuery Of(ParseResult command)
    {
        var query = new JobQuery { Scope = _scope.Of(command) };
        foreach (var set in _setters)
        {
            set(command, query);
        }

        return query;
    }

    private void Add<T>(Option<T> option, Action<JobQuery, T> set)
    {
        _options.Add(option);
        _setters.Add(
            (command, query) =>
            {
                if (command.GetValue(option) is { } value)
                {
                    set(query, value);
                }
            }
        );
    }

    private void AddWords(string name, string description, Action<JobQuery, string> add, string[] known)
    {
        var option = new Option<string[]>(name)
        {
            Description = description,
            HelpName = "A,B,…",
            CustomParser = ListOf,
        };
        option.CompletionSources.Add(known);
        Add(option, (query, words) => Array.ForEach(words, word => add(query, word)));
    }

    private void AddIds(string name, string description, Func<JobQuery, IList<long>> list) =>
        Add<long[]>(
            new(name)
            {
                Description = description,
                HelpName = "1,2,…",
                CustomParser = result => [.. ListOf(result).Select(text => Id(result, name, text))],
            },
            (query, ids) => Array.ForEach(ids, list(query).Add)
        );

    private void AddTimes(
        string name,
        string verb,
        Action<JobQuery, DateTimeOffset?> setAfter,
        Action<JobQuery, DateTimeOffset?> setBefore
    )
    {
        AddTime($"--{name}-after", $"Jobs that {verb} after this time.", setAfter);
        AddTime($"--{name}-before", $"Jobs that {verb} before this time.", setBefore);
    }

    private void AddTime(string name, string description, Action<JobQuery, DateTimeOffset?> set) =>
        Add<DateTimeOffset?>(
            new(name)
            {
                Description = description,
                HelpName = "TIME",
                CustomParser = result =>
                {
                    var text = result.Tokens[0].Value;
                    var time = TimeText.Time(text, _time.GetUtcNow());
                    if (time is null)
                    {
                        result.AddError($"{name} is '{text}'; it must be {TimeText.AllowedTimes}.");
                    }

                    return time;
                },
            },
            set
        );

    private static string[] ListOf(ArgumentResult result) =>
        [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries))];

    private static long Id(ArgumentResult result, string name, string text)
    {
        if (!long.TryParse(text, CultureInfo.InvariantCulture, out var id))
        {
            result.AddError($"{name} is '{text}'; it must be a whole number.");
        }

        return id;
    }
}
