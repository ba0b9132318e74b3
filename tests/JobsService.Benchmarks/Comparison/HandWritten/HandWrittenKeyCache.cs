using System.Collections.Concurrent;
using System.Diagnostics;
using JobsService.Api.Authentication;
using JobsService.Domain.ApiKeys;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Primitives;

namespace JobsService.Benchmarks.Comparison.HandWritten;

/// <summary>Caches valid keys for five seconds by their Authorization header. Invalid keys are not cached.</summary>
internal sealed class HandWrittenKeyCache(string connectionString)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, KnownKey> _known = new(StringComparer.Ordinal);

    /// <summary>Finds the scope of a key; returns false if the key is invalid.</summary>
    /// <param name="authorization">The Authorization header.</param>
    /// <param name="organizationId">The organization of the key; null for a system admin.</param>
    public bool TryFind(StringValues authorization, out long? organizationId)
    {
        var header = authorization.ToString();
        if (_known.TryGetValue(header, out var known) && Stopwatch.GetElapsedTime(known.Found) < Lifetime)
        {
            organizationId = known.OrganizationId;
            return true;
        }

        organizationId = null;
        if (
            BasicCredentials.Parse(authorization) is not { } credentials
            || !TryRead(credentials.OrganizationId, credentials.Secret.Hash(), out organizationId)
        )
        {
            return false;
        }

        _known[header] = new KnownKey(organizationId, Stopwatch.GetTimestamp());
        return true;
    }

    private bool TryRead(long organizationId, byte[] secretHash, out long? scope)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = HandWrittenStatements.FindKey;
        command.Parameters.AddWithValue("@secretHash", secretHash);
        command.Parameters.AddWithValue("@organizationId", organizationId);
        using var reader = command.ExecuteReader();
        var found = reader.Read();
        scope = found && reader.GetString(1) != ApiKeyRoleName.SystemAdmin ? reader.GetInt64(0) : null;
        return found;
    }

    private sealed record KnownKey(long? OrganizationId, long Found);
}
