namespace JobsService.Api.OpenApi;

/// <summary>Says of an action which body it takes, for the API's document. <see cref="ApiOperations"/> reads it.</summary>
/// <param name="schema">The name of the body's schema.</param>
[AttributeUsage(AttributeTargets.Method)]
internal abstract class TakesAttribute(string schema) : Attribute
{
    /// <summary>The name of the body's schema, in <see cref="ApiKeySchemas"/>.</summary>
    public string Schema { get; } = schema;

    /// <summary>Whether there must be a body.</summary>
    public bool IsRequired { get; init; } = true;
}

/// <summary>The action takes a key to be made.</summary>
internal sealed class TakesNewApiKeyAttribute() : TakesAttribute(ApiKeySchemas.NewKey);

/// <summary>The action takes what is to change of a key.</summary>
internal sealed class TakesChangedApiKeyAttribute() : TakesAttribute(ApiKeySchemas.ChangedKey);

/// <summary>The action takes how a key is to be rotated, or nothing.</summary>
internal sealed class TakesRotationAttribute : TakesAttribute
{
    public TakesRotationAttribute()
        : base(ApiKeySchemas.Rotation) => IsRequired = false;
}
