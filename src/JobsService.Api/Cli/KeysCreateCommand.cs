using System.CommandLine;
using JobsService.Application.ApiKeys;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using MediatR;

namespace JobsService.Api.Cli;

/// <summary><c>keys create</c>: creates a key and prints its secret, which is not shown again.</summary>
internal static class KeysCreateCommand
{
    public static Command Create()
    {
        var organization = new Option<long>("--organization")
        {
            Description = "The id of the organization that the key belongs to.",
            Required = true,
        };
        var role = new Option<string>("--role")
        {
            Description =
                "The role of the key: access to its own organization, or to every organization (for keys of organization 1 only).",
            DefaultValueFactory = _ => ApiKeyRoleName.OrganizationAdmin,
        };
        role.AcceptOnlyFromAmong(ApiKeyRoleName.OrganizationAdmin, ApiKeyRoleName.SystemAdmin);
        var name = new Option<string>("--name")
        {
            Description = $"The purpose of the key, 1 to {ApiKey.MaxNameLength} characters.",
            Required = true,
        };
        var organizationName = new Option<string?>("--organization-name")
        {
            Description = "Create the organization with this name if it does not exist.",
        };

        var command = new Command("create", "Create a key. Its secret is shown only once and never stored.")
        {
            organization,
            role,
            name,
            organizationName,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandHost.Write(
                    services =>
                        CreateKey(
                            services.GetRequiredService<IMediator>(),
                            new CreateApiKey(
                                ApiKeyRoleName.Parse(parsed.GetRequiredValue(role)),
                                parsed.GetRequiredValue(name)
                            )
                            {
                                Organizations = OrganizationSelection.One(parsed.GetRequiredValue(organization)),
                                OrganizationName = parsed.GetValue(organizationName),
                            },
                            parsed.InvocationConfiguration.Output,
                            cancellationToken
                        ),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> CreateKey(
        IMediator mediator,
        CreateApiKey request,
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
            throw new ResourceNotFoundException(
                $"Organization {request.Organizations.OrganizationId} does not exist. Use --organization-name to create it."
            );
        }
    }
}
