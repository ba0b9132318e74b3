using JobsService.Api.OpenApi;
using JobsService.Api.Responses;
using JobsService.Application.ApiKeys;
using JobsService.Application.Scoping;
using JobsService.Domain.ApiKeys;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace JobsService.Api.ApiKeys;

/// <summary>API keys in the scope of a key.</summary>
[Route("ga/api/v2")]
[Tags("API keys")]
[ApiExplorerSettings(GroupName = ApiDocument.Name)]
public sealed class ApiKeysController(IMediator mediator, ILogger<ApiKeysController> logger) : ControllerBase
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The keys of the organization of the calling key</summary>
    [HttpGet("api_keys", Name = "getApiKeys")]
    [ReturnsList<ApiKeyJson>]
    public Task<IActionResult> GetOwn() => List(OrganizationSelection.Own);

    /// <summary>The keys of one organization</summary>
    [HttpGet("organizations/{organization_id:id}/api_keys", Name = "getApiKeysOfOrganization")]
    [ReturnsList<ApiKeyJson>(ForSystemAdmins = true)]
    public Task<IActionResult> GetOfOrganization([FromRoute(Name = "organization_id")] long organizationId) =>
        List(OrganizationSelection.One(organizationId));

    /// <summary>One key in the scope of the calling key</summary>
    [HttpGet("api_keys/{id:id}", Name = "getApiKey")]
    [ReturnsItem<ApiKeyJson>]
    public async Task<IActionResult> Get([FromRoute] long id) => Key(await mediator.Send(new GetApiKey(id), Aborted));

    /// <summary>The calling key and its organization</summary>
    [HttpGet("whoami", Name = "whoAmI")]
    [ReturnsItem<CallingKeyJson>]
    public async Task<IActionResult> GetCalling() =>
        new ItemResult<CallingKey>(await mediator.Send(new GetCallingKey(), Aborted), CallingKeyJson.Write);

    /// <summary>Create a key for the organization of the calling key</summary>
    [HttpPost("api_keys", Name = "createApiKey")]
    [Accepts(ApiKeyBodies.NewKey)]
    [ReturnsItem<IssuedApiKeyJson>]
    public Task<IActionResult> Create() => Create(OrganizationSelection.Own);

    /// <summary>Create a key for one organization</summary>
    [HttpPost("organizations/{organization_id:id}/api_keys", Name = "createApiKeyOfOrganization")]
    [Accepts(ApiKeyBodies.NewKey)]
    [ReturnsItem<IssuedApiKeyJson>(ForSystemAdmins = true)]
    public Task<IActionResult> CreateOfOrganization([FromRoute(Name = "organization_id")] long organizationId) =>
        Create(OrganizationSelection.One(organizationId));

    /// <summary>Rename, activate or deactivate a key</summary>
    [HttpPut("api_keys/{id:id}", Name = "updateApiKey")]
    [Accepts(ApiKeyBodies.ChangedKey)]
    [ReturnsItem<ApiKeyJson>]
    public async Task<IActionResult> Update([FromRoute] long id)
    {
        var body = await ApiKeyBody.Read(Request, "name", "active");
        var request = new UpdateApiKey(id, body.Text("name"), body.TrueOrFalse("active"))
        {
            Malformed = body.Malformed,
        };
        return Key(await mediator.Send(request, Aborted));
    }

    /// <summary>Rotate the secret of a key</summary>
    [HttpPost("api_keys/{id:id}/rotate", Name = "rotateApiKey")]
    [Accepts(ApiKeyBodies.Rotation)]
    [ReturnsItem<IssuedApiKeyJson>]
    public async Task<IActionResult> Rotate([FromRoute] long id)
    {
        var body = await ApiKeyBody.Read(Request, "overlap_minutes");
        var request = new RotateApiKey(id, body.Integer("overlap_minutes", otherwise: 0))
        {
            Malformed = body.Malformed,
        };
        return Issued(await mediator.Send(request, Aborted));
    }

    /// <summary>Revoke a key permanently</summary>
    [HttpDelete("api_keys/{id:id}", Name = "revokeApiKey")]
    [ReturnsItem<ApiKeyJson>]
    public async Task<IActionResult> Revoke([FromRoute] long id) =>
        Key(await mediator.Send(new RevokeApiKey(id), Aborted));

    private async Task<IActionResult> List(OrganizationSelection organizations)
    {
        var request = new ListApiKeys { Organizations = organizations, Parameters = Request.ReadListParameters() };
        return new ListResult<ApiKey>(await mediator.Send(request, Aborted), ApiKeyJson.Write, logger);
    }

    private async Task<IActionResult> Create(OrganizationSelection organizations)
    {
        var body = await ApiKeyBody.Read(Request, "name", "role");
        var request = new CreateApiKey(body.Role("role"), body.Text("name"))
        {
            Organizations = organizations,
            Malformed = body.Malformed,
        };
        return Issued(await mediator.Send(request, Aborted));
    }

    private static ItemResult<ApiKey> Key(ApiKey key) => new(key, ApiKeyJson.Write);

    private static ItemResult<IssuedApiKey> Issued(IssuedApiKey key) => new(key, IssuedApiKeyJson.Write);
}
