using System.CommandLine;
using JobsService.Client;

namespace JobsService.Tool.Queries;

/// <summary>The options that select organizations.</summary>
internal sealed class ScopeOptions
{
    private readonly Option<bool> _all = new("--all-organizations")
    {
        Description = "Jobs of every organization (system admins).",
    };
    private readonly Option<long?> _one = new("--organization")
    {
        Description = "Jobs of the organization with this id (system admins).",
        HelpName = "ID",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_all);
        command.Add(_one);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_all) && result.GetValue(_one) is not null)
            {
                result.AddError("--all-organizations and --organization cannot be combined.");
            }
        });
    }

    /// <summary>Returns the scope of a command.</summary>
    public OrganizationScope Of(ParseResult command) =>
        command.GetValue(_all) ? OrganizationScope.All
        : command.GetValue(_one) is { } id ? OrganizationScope.For(id)
        : OrganizationScope.Own;
}
