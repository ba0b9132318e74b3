namespace JobsService.Api.Cli;

/// <summary>A command was given a database of a Development demonstration, outside Development.</summary>
/// <param name="database">Where the database is.</param>
internal sealed class PublishedKeyException(string database)
    : InvalidOperationException(
        $"{database} holds the key of the published API's example, which everybody knows: it is good in Development only. Use another database."
    );
