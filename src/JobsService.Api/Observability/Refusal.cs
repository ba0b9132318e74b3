namespace JobsService.Api.Observability;

/// <summary>As a feature of a request, that it was refused although nothing has failed.</summary>
internal sealed class Refusal
{
    public static readonly Refusal ToProtectTheService = new();

    private Refusal() { }
}
