using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace JobsService.Api.OpenApi;

/// <summary>The text of the API's document. It never changes while the service runs, so it is made once.</summary>
internal sealed class ApiDocumentText([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider provider)
{
    private byte[]? _text;

    /// <summary>The document, in JSON.</summary>
    public async Task<ReadOnlyMemory<byte>> Get(CancellationToken cancellationToken)
    {
        // Two at once make the same text twice.
        if (_text is null)
        {
            var document = await provider.GetOpenApiDocumentAsync(cancellationToken);
            _text = Encoding.UTF8.GetBytes(
                await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellationToken)
            );
        }

        return _text;
    }
}
