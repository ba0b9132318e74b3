namespace JobsService.Infrastructure.Seeding;

/// <summary>Seeding was asked of a database that holds jobs.</summary>
public sealed class DatabaseNotEmptyException()
    : InvalidOperationException("The database already holds jobs; only an empty one can be seeded.");
