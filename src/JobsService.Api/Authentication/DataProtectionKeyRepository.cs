using System.Xml.Linq;
using JobsService.Application.Authentication;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace JobsService.Api.Authentication;

/// <summary>
/// Stores the keys of data protection in the database. The interface is synchronous, so a thread waits; keys are read once a day, and
/// when the first session is used.
/// </summary>
internal sealed class DataProtectionKeyRepository(IDataProtectionKeys keys) : IXmlRepository
{
    private volatile bool _wasRead;

    /// <summary>Whether the keys have been read since the start of the process.</summary>
    public bool WasRead => _wasRead;

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var elements = keys.Read(CancellationToken.None).GetAwaiter().GetResult();
        _wasRead = true;
        return [.. elements.Select(XElement.Parse)];
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName) =>
        keys.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting), CancellationToken.None)
            .GetAwaiter()
            .GetResult();
}

/// <summary>Stores keys as they are, in the format that ASP.NET Core reads without further settings.</summary>
internal sealed class PlainXmlEncryptor : IXmlEncryptor
{
    /// <inheritdoc/>
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement("plain", new XElement(plaintextElement)), typeof(NullXmlDecryptor));
}
