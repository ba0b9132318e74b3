using System.CommandLine;
using System.Globalization;
using JobsService.Application.ApiKeys;
using JobsService.Domain.ApiKeys;
using MediatR;

namespace JobsService.Api.Cli;

/// <summary><c>keys list</c>: a line for each key of every organization, with tabs between the columns.</summary>
internal static class KeysListCommand
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static Command Create()
    {
        var command = new Command("list", "List the keys of every organization, without their secrets.");
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandHost.Read(
                    services =>
                        List(
                            services.GetRequiredService<IMediator>(),
                            parsed.InvocationConfiguration.Output,
                            cancellationToken
                        ),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> List(IMediator mediator, TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync("id\torganization_id\trole\tactive\tcreated_at\tlast_used_at\tname");
        foreach (var key in await mediator.Send(new ListApiKeys(), cancellationToken))
        {
            await output.WriteLineAsync(LineOf(key));
        }

        return ExitCode.Success;
    }

    private static string LineOf(ApiKey key) =>
        string.Join(
            '\t',
            key.Id,
            key.OrganizationId,
            key.Role.ToName(),
            key.Active ? "true" : "false",
            Format(key.CreatedAt),
            key.LastUsedAt is { } lastUsedAt ? Format(lastUsedAt) : "-",
            Printable(key.Name)
        );

    private static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>A name is anybody's text: it must not move the terminal's cursor, or start another line.</summary>
    private static string Printable(string name) =>
        string.Concat(name.Select(character => char.IsControl(character) ? '?' : character));
}
