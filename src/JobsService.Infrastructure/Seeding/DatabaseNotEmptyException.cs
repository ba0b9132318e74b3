namespace JobsService.Infrastructure.Seeding;

/// <summary>The database to seed contains jobs.</summary>
public sealed class DatabaseNotEmptyException()
    : InvalidOperationException(
        "The database already contains jobs; only a database without jobs can be seeded. Use another database."
    );
