using System.CommandLine;
using JobsService.Client;

namespace JobsService.Tool.Queries;

/// <summary>The options of a list of jobs: filters, order and fields.</summary>
internal sealed class ListOptions
{
    private readonly FilterOptions _filters;
    private readonly Option<bool> _unfinished = new("--unfinished")
    {
        Description = "Only jobs that are not finished.",
    };
    private readonly Option<string> _order = new("--order")
    {
        Description = "By id, or by the last change; with a minus sign, the newest or the last changed first.",
        HelpName = string.Join('|', JobWords.Orders.Keys),
        DefaultValueFactory = _ => "id",
    };

    private readonly Option<string?> _fields = new("--fields")
    {
        Description = "The fields, separated by commas; all by default. Not for tables.",
        HelpName = "A,B,…",
    };

    public ListOptions(TimeProvider time)
    {
        _filters = new FilterOptions(time);
        _order.AcceptOnlyFromAmong([.. JobWords.Orders.Keys]);
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_unfinished);
        _filters.AddTo(command);
        command.Add(_order);
        command.Add(_fields);
    }

    /// <summary>Creates the query of a command.</summary>
    public JobQuery Of(ParseResult command)
    {
        var query = _filters.Of(command);
        query.UnfinishedOnly = command.GetValue(_unfinished);
        query.Order = JobWords.Orders[command.GetRequiredValue(_order)];
        foreach (var field in (command.GetValue(_fields) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            query.Fields.Add(field);
        }

        return query;
    }
}
