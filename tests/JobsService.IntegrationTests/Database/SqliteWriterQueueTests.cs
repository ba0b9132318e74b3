using JobsService.Application.Availability;
using JobsService.Infrastructure.Database;
using JobsService.Infrastructure.Database.Sqlite;
using JobsService.IntegrationTests.Databases;
using Microsoft.Data.Sqlite;

namespace JobsService.IntegrationTests.Database;

/// <summary>The writers of one process acquire the write lock of a SQLite file in first-in, first-out order.</summary>
[CancelAfter(300_000)]
internal sealed class SqliteWriterQueueTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private static readonly TimeSpan LongTimeout = TimeSpan.FromMinutes(5);

    private readonly List<SqliteConnection> _connections = [];

    [TearDown]
    public void CloseConnections()
    {
        _connections.ForEach(connection => connection.Dispose());
        _connections.Clear();
    }

    [Test]
    public async Task Waiting_writers_acquire_the_lock_in_first_in_first_out_order(CancellationToken cancellationToken)
    {
        var queue = QueueWith(LongTimeout);
        var first = await Begin(queue, cancellationToken);
        var second = Begin(queue, cancellationToken);
        var third = Begin(queue, cancellationToken);

        await first.DisposeAsync();
        await using (await second)
        {
            Assert.That(third.IsCompleted, Is.False);
        }

        await using var last = await third;
    }

    [Test]
    public async Task A_cancelled_writer_does_not_block_the_next_writer(CancellationToken cancellationToken)
    {
        var queue = QueueWith(LongTimeout);
        using var cancelled = new CancellationTokenSource();
        var first = await Begin(queue, cancellationToken);
        var second = Begin(queue, cancelled.Token);
        var third = Begin(queue, cancellationToken);

        await cancelled.CancelAsync();
        await first.DisposeAsync();

        Assert.That(async () => await second, Throws.InstanceOf<OperationCanceledException>());
        await using var last = await third;
    }

    [Test]
    public async Task A_writer_fails_when_it_waits_for_other_writers_longer_than_the_timeout(
        CancellationToken cancellationToken
    )
    {
        var queue = QueueWith(TimeSpan.Zero);
        await using var first = await Begin(queue, cancellationToken);

        Assert.That(
            () => Begin(queue, cancellationToken),
            Throws.InstanceOf<DatabaseUnavailableException>().With.Message.Contains(Database.File)
        );
    }

    [Test]
    public async Task A_lock_held_by_another_process_fails_one_writer_and_not_the_next(
        CancellationToken cancellationToken
    )
    {
        var queue = QueueWith(TimeSpan.Zero);
        await using (await Begin(QueueWith(LongTimeout), cancellationToken))
        {
            Assert.That(
                () => Begin(queue, cancellationToken),
                Throws.InstanceOf<SqliteException>().With.Property("SqliteErrorCode").EqualTo(5)
            );
        }

        await using var next = await Begin(queue, cancellationToken);
    }

    [Test]
    public async Task A_transaction_that_is_not_committed_is_rolled_back(CancellationToken cancellationToken)
    {
        var queue = QueueWith(LongTimeout);
        foreach (var (id, commits) in new[] { (1, true), (2, false) })
        {
            var connection = await Open(cancellationToken);
            await using var transaction = await queue.Begin(connection.Handle!, cancellationToken);
            await using var insert = connection.CreateCommand();
            insert.CommandText =
                $"INSERT INTO organizations (id, name, active, created_at) VALUES ({id}, 'Organization', 1, 0)";
            await insert.ExecuteNonQueryAsync(cancellationToken);
            if (commits)
            {
                await transaction.Commit();
            }
        }

        Assert.That(await Database.Query<long>("SELECT id FROM organizations"), Is.EqualTo(new[] { 1 }));
    }

    private SqliteWriterQueue QueueWith(TimeSpan lockTimeout) => new(Database.File, busyTimeout: 1000, lockTimeout);

    private async Task<IEngineTransaction> Begin(SqliteWriterQueue queue, CancellationToken cancellationToken) =>
        await queue.Begin((await Open(cancellationToken)).Handle!, cancellationToken);

    private async Task<SqliteConnection> Open(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection($"Data Source={Database.File};Pooling=False");
        _connections.Add(connection);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
