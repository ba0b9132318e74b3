using System.CommandLine;
using JobsService.Application.ApiKeys;
using JobsService.Application.Scoping;
using MediatR;

namespace JobsService.Api.Cli;

/// <summary><c>keys rotate</c>: gives a key a new secret and shows it, this once.</summary>
internal static class KeysRotateCommand
{
    public static Command Create()
    {
        var id = KeysCommand.IdOption();
        var overlap = new Option<int>("--overlap-minutes")
        {
            Description = "How long the old secret still works, as a key of its own that expires.",
            DefaultValueFactory = _ => 0,
        };
        var command = new Command("rotate", "Give a key a new secret; it is shown once and stored nowhere.")
        {
            id,
            overlap,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandHost.Write(
                    services =>
                        Rotate(
                            services.GetRequiredService<IMediator>(),
                            new RotateApiKey(parsed.GetRequiredValue(id), parsed.GetValue(overlap)),
                            parsed.InvocationConfiguration.Output,
                            cancellationToken
                        ),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> Rotate(
        IMediator mediator,
        RotateApiKey request,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await IssuedKeyOutput.Show(await mediator.Send(request, cancellationToken), output);
            return ExitCode.Success;
        }
        catch (NotFoundException)
        {
            throw KeysCommand.KeyNotFound(request.Id);
        }
    }
}
