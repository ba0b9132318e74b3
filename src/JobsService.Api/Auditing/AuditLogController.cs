using JobsService.Api.OpenApi;
using JobsService.Api.Responses;
using JobsService.Application.Auditing;
using JobsService.Domain.Auditing;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace JobsService.Api.Auditing;

/// <summary>Who changed which key, or tried to.</summary>
[Route("ga/api/v2")]
[Tags("Audit log")]
[ApiExplorerSettings(GroupName = ApiDocument.Name)]
public sealed class AuditLogController(IMediator mediator, ILogger<AuditLogController> logger) : ControllerBase
{
    /// <summary>Every change of a key, done or failed</summary>
    [HttpGet("audit_log", Name = "getAuditLog")]
    [AnswersAuditLog(ForSystemAdmins = true)]
    public async Task<IActionResult> Get()
    {
        var request = new ListAuditLog { Parameters = Request.ReadListParameters() };
        var list = await mediator.Send(request, HttpContext.RequestAborted);
        return new ListResult<AuditEntry>(list, AuditEntryJson.Write, logger);
    }
}
