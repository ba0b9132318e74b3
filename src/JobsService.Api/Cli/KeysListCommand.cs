using System.CommandLine;
using System.Globalization;
using JobsService.Application.ApiKeys;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using MediatR;

namespace JobsService.Api.Cli;

/// <summary><c>keys list</c>: prints one line per key, ordered by id, with tab-separated columns.</summary>
internal static class KeysListCommand
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static Command Create()
    {
        var organization = new Option<long?>("--organization")
        {
            Description = "List only the keys of the organization with this id.",
        };
        var command = new Command("list", "List keys, ordered by id, without their secrets.") { organization };
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandHost.Read(
                    services =>
                        List(
                            services.GetRequiredService<IMediator>(),
                            parsed.GetValue(organization),
                            parsed.InvocationConfiguration.Output,
                            cancellationToken
                        ),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> List(
        IMediator mediator,
        long? organization,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        var request = new ListApiKeys
        {
            Organizations = organization is { } id ? OrganizationSelection.One(id) : OrganizationSelection.Every,
        };
        try
        {
            var keys = await mediator.Send(request, cancellationToken);
            await output.WriteLineAsync(
                "id\torganization_id\trole\tactive\tcreated_at\tlast_used_at\texpires_at\tsecret_last4\tname"
            );
            await foreach (var key in keys.Rows.WithCancellation(cancellationToken))
            {
                await output.WriteLineAsync(LineOf(key));
            }

            return ExitCode.Success;
        }
        catch (NotFoundException)
        {
            throw new ResourceNotFoundException($"Organization {organization} does not exist.");
        }
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
            key.ExpiresAt is { } expiresAt ? Format(expiresAt) : "-",
            key.SecretLast4 ?? "-",
            Printable(key.Name)
        );

    private static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>Replaces control characters: a name is user input, and must not inject terminal sequences or line breaks.</summary>
    private static string Printable(string name) =>
        string.Concat(name.Select(character => char.IsControl(character) ? '?' : character));
}
