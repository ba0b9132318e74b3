namespace JobsService.Api.Cli;

/// <summary>The database of a command contains the published key, outside the Development environment.</summary>
/// <param name="database">The location of the database.</param>
internal sealed class PublishedKeyException(string database)
    : InvalidOperationException(
        $"The database {database} contains the publicly known API key of the demonstration, which is allowed in Development only. "
            + "Set ConnectionStrings:Jobs to another database."
    );
