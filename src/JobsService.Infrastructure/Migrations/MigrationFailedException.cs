namespace JobsService.Infrastructure.Migrations;

/// <summary>A migration script failed and was rolled back.</summary>
/// <param name="script">The name of the script.</param>
/// <param name="innerException">The exception of the driver.</param>
public sealed class MigrationFailedException(string script, Exception innerException)
    : Exception($"The migration {script} failed and was rolled back: {innerException.Message}", innerException);
