using System.Text;
using JobsService.Application.ApiKeys;

namespace JobsService.Api.Cli;

/// <summary>Prints a new secret, the only time it is shown: as <c>ORGANIZATION:SECRET</c> and as an HTTP header.</summary>
internal static class IssuedKeyOutput
{
    /// <summary>Writes both lines.</summary>
    /// <exception cref="IOException">The output could not be written, so the secret is lost.</exception>
    public static async Task Show(IssuedApiKey issued, TextWriter output)
    {
        var credentials = $"{issued.Key.OrganizationId}:{issued.Secret.Reveal()}";
        var base64 = Convert.ToBase64String(Encoding.ASCII.GetBytes(credentials));
        try
        {
            await output.WriteLineAsync(
                $"{credentials}{Environment.NewLine}Authorization: Basic {base64}{Environment.NewLine}Key id: {issued.Key.Id}"
            );
            await output.FlushAsync();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"Key {issued.Key.Id} has a new secret, but it could not be written to the output and is lost. "
                    + $"Run \"keys rotate --id {issued.Key.Id}\" to issue another one. {exception.Message}",
                exception
            );
        }
    }
}
