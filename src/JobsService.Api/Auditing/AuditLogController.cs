using JobsService.Api.OpenApi;
using JobsService.Api.QueryStrings;
using JobsService.Api.Responses;
using JobsService.Application.Auditing;
using JobsService.Domain.Auditing;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace JobsService.Api.Auditing;

/// <summary>The audit log: changes of API keys, and attempts that were refused.</summary>
[Route("ga/api/v2")]
[Tags("Audit log")]
[ApiExplorerSettings(GroupName = ApiDocument.Name)]
public sealed class AuditLogController(IMediator mediator, ILogger<AuditLogController> logger) : ControllerBase
{
    /// <summary>All changes of keys, and attempts that were refused</summary>
    [HttpGet("audit_log", Name = "getAuditLog")]
    [ReturnsList<AuditEntryJson>(ForSystemAdmins = true)]
    public async Task<IActionResult> Get()
    {
        var request = new ListAuditLog { Parameters = Request.ReadListParameters() };
        var list = await mediator.Send(request, HttpContext.RequestAborted);
        return new ListResult<AuditEntry>(list, AuditEntryJson.Write, logger);
    }
}
