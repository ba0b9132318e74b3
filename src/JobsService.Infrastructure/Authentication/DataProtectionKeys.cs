using JobsService.Application.Authentication;
using JobsService.Infrastructure.Database;

namespace JobsService.Infrastructure.Authentication;

/// <summary>The keys that protect sessions, on both database engines.</summary>
internal sealed class DataProtectionKeys(StatementExecutor database, TimeProvider time) : IDataProtectionKeys
{
    public Task<IReadOnlyList<string>> Read(CancellationToken cancellationToken) =>
        database.List(DataProtectionKeyStatements.All, values: null, row => row.Text(0), cancellationToken);

    public Task Add(string name, string xml, CancellationToken cancellationToken) =>
        database.InTransaction(
            transaction =>
                transaction.Execute(
                    DataProtectionKeyStatements.Insert,
                    new StatementValues
                    {
                        ["name"] = name,
                        ["xml"] = xml,
                        ["createdAt"] = time.GetUtcNow(),
                    },
                    cancellationToken
                ),
            cancellationToken
        );
}

/// <summary>The statements of the keys that protect sessions, on both database engines. The keys belong to no organization.</summary>
internal static class DataProtectionKeyStatements
{
    public static readonly Statement All = new("SELECT xml FROM data_protection_keys ORDER BY name");

    public static readonly Statement Insert = new(
        """
        INSERT INTO data_protection_keys (name, xml, created_at)
        VALUES (@name, @xml, @createdAt)
        """,
        ("name", ColumnType.VarChar(IDataProtectionKeys.MaxNameLength)),
        ("xml", ColumnType.NVarChar(IDataProtectionKeys.MaxLength)),
        ("createdAt", ColumnType.Time)
    );
}
