namespace JobsService.Api.OpenApi;

/// <summary>Says of an action what its answers are, for the API's document. <see cref="ApiOperations"/> reads it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal abstract class AnswersAttribute : Attribute
{
    /// <summary>Whether other keys than a system admin's get 403. The pipeline decides that; a test compares the two.</summary>
    public bool ForSystemAdmins { get; init; }
}

/// <summary>The action answers with a list of jobs, whole or in pages, and takes the parameters of one.</summary>
internal sealed class AnswersJobListAttribute : AnswersAttribute;

/// <summary>The action answers with one job.</summary>
internal sealed class AnswersJobAttribute : AnswersAttribute;

/// <summary>The action answers with a list of keys, whole or in pages, and takes the parameters of one.</summary>
internal sealed class AnswersApiKeyListAttribute : AnswersAttribute;

/// <summary>The action answers with one key.</summary>
internal sealed class AnswersApiKeyAttribute : AnswersAttribute;

/// <summary>The action answers with a key and its new secret.</summary>
internal sealed class AnswersIssuedApiKeyAttribute : AnswersAttribute;

/// <summary>The action answers with the audit log, whole or in pages.</summary>
internal sealed class AnswersAuditLogAttribute : AnswersAttribute;
