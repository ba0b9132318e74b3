using System.CommandLine;
using JobsService.Application.ApiKeys;
using JobsService.Application.Scoping;
using MediatR;

namespace JobsService.Api.Cli;

/// <summary><c>keys rotate</c>: gives a key a new secret and prints it; it is not shown again.</summary>
internal static class KeysRotateCommand
{
    public static Command Create()
    {
        var id = KeysCommand.IdOption();
        var overlap = new Option<int>("--overlap-minutes")
        {
            Description = "How many minutes the old secret stays valid, as a separate key that expires.",
            DefaultValueFactory = _ => 0,
        };
        var command = new Command("rotate", "Give a key a new secret, which is shown only once and never stored.")
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
