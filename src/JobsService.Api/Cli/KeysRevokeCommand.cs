using System.CommandLine;
using JobsService.Application.ApiKeys;
using JobsService.Application.Scoping;
using MediatR;

namespace JobsService.Api.Cli;

/// <summary><c>keys revoke</c>: deletes a key.</summary>
internal static class KeysRevokeCommand
{
    public static Command Create()
    {
        var id = KeysCommand.IdOption();
        var command = new Command("revoke", "Delete a key. Running services reject it within 5 seconds.") { id };
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandHost.Write(
                    services =>
                        Revoke(
                            services.GetRequiredService<IMediator>(),
                            new RevokeApiKey(parsed.GetRequiredValue(id)),
                            parsed.InvocationConfiguration.Output,
                            cancellationToken
                        ),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> Revoke(
        IMediator mediator,
        RevokeApiKey request,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var revoked = await mediator.Send(request, cancellationToken);
            await output.WriteLineAsync($"key {revoked.Id} of organization {revoked.OrganizationId} is revoked");
            return ExitCode.Success;
        }
        catch (NotFoundException)
        {
            throw KeysCommand.KeyNotFound(request.Id);
        }
    }
}
