using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace JobsService.Benchmarks.Comparison.EntityFramework;

/// <summary>The service's tables.</summary>
public sealed class JobsContext(DbContextOptions<JobsContext> options) : DbContext(options)
{
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<Job> Jobs => Set<Job>();

    public DbSet<Organization> Organizations => Set<Organization>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UnixSeconds>();

    /// <summary>Maps classes and properties to snake-case table and column names.</summary>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            entity.SetTableName(JsonNamingPolicy.SnakeCaseLower.ConvertName(entity.GetTableName()!));
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
            }
        }
    }

    private sealed class UnixSeconds()
        : ValueConverter<DateTime, long>(
            time => new DateTimeOffset(time).ToUnixTimeSeconds(),
            seconds => DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime
        );
}
