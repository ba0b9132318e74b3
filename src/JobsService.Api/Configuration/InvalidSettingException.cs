namespace JobsService.Api.Configuration;

/// <summary>A setting makes no sense; the service does not start.</summary>
/// <param name="name">The setting, as it is configured.</param>
/// <param name="problem">What is wrong with it, to follow its name in a sentence.</param>
internal sealed class InvalidSettingException(string name, string problem) : Exception($"{name} {problem}.");
