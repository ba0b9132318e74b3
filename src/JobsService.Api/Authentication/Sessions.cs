using System.Security.Cryptography;
using JobsService.Application.Authentication;
using JobsService.Application.Availability;
using Microsoft.AspNetCore.Authentication;

namespace JobsService.Api.Authentication;

/// <summary>Starts sessions.</summary>
internal static class Sessions
{
    /// <summary>Adds the cookie of a new session to the response.</summary>
    /// <param name="context">The request, which has been authenticated with the key.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="DatabaseUnavailableException">The keys that protect the cookie cannot be read.</exception>
    public static async Task Start(HttpContext context, SessionKey key)
    {
        try
        {
            await context.SignInAsync(SessionServices.SchemeName, SessionTicket.Of(key));
        }
        catch (CryptographicException exception) when (exception.InnerException is DatabaseUnavailableException cause)
        {
            throw new DatabaseUnavailableException(cause.Message, cause);
        }
    }
}
