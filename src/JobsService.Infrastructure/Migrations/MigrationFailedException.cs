namespace JobsService.Infrastructure.Migrations;

/// <summary>A script of this build does not run on the database; it was undone.</summary>
/// <param name="script">The name of the script.</param>
/// <param name="innerException">What the engine said.</param>
public sealed class MigrationFailedException(string script, Exception innerException)
    : Exception($"The migration {script} failed: {innerException.Message}", innerException);
