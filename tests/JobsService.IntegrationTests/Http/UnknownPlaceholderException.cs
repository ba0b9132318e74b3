namespace JobsService.IntegrationTests.Http;

/// <summary>A test calls a route and knows no value for one of its placeholders, so it would test nothing.</summary>
internal sealed class UnknownPlaceholderException(string route, string placeholder)
    : Exception($"{route}: no value is known for the placeholder {{{placeholder}}}. Give the test one.");
