namespace JobsService.IntegrationTests.Http;

/// <summary>A test has no value for a placeholder of a route, so that its request would test nothing.</summary>
internal sealed class UnknownPlaceholderException(string route, string placeholder)
    : Exception($"{route}: no value is known for the placeholder {{{placeholder}}}. Give the test one.");
