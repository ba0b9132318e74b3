using System.Text;
using JobsService.Application.ApiKeys;

namespace JobsService.Api.Cli;

/// <summary>Shows a key's new secret, this once: as <c>ORGANIZATION:SECRET</c>, and as the header to copy.</summary>
internal static class IssuedKeyOutput
{
    /// <summary>Writes both lines.</summary>
    /// <exception cref="IOException">They could not be shown, and the secret is lost.</exception>
    public static async Task Show(IssuedApiKey issued, TextWriter output)
    {
        var credentials = $"{issued.Key.OrganizationId}:{issued.Secret.Reveal()}";
        var base64 = Convert.ToBase64String(Encoding.ASCII.GetBytes(credentials));
        try
        {
            await output.WriteLineAsync($"{credentials}{Environment.NewLine}Authorization: Basic {base64}");
            await output.FlushAsync();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"Key {issued.Key.Id} was made, but its secret could not be shown and is lost: {exception.Message}",
                exception
            );
        }
    }
}
