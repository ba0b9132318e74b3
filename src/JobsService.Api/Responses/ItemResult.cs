using Microsoft.AspNetCore.Mvc;

namespace JobsService.Api.Responses;

/// <summary>Writes one item in the response envelope.</summary>
internal sealed class ItemResult<T>(T item, WriteJson<T> write) : IActionResult
{
    /// <inheritdoc/>
    public Task ExecuteResultAsync(ActionContext context) => EnvelopeJson.WriteItem(context.HttpContext, item, write);
}
