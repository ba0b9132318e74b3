using System.Net;
using JobsService.Api.Admission;
using JobsService.Application.Availability;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace JobsService.Api.Transport;

/// <summary>Limits the connections of all listeners together to what the operator and the limit of open files allow.</summary>
internal static partial class ConnectionLimit
{
    /// <summary>Makes listeners wait until a connection closes instead of accepting more than the limit.</summary>
    public static void AddConnectionLimit(this IServiceCollection services) =>
        services.AddSingleton<IConnectionListenerFactory>(provider => new LimitedListenerFactory(
            ActivatorUtilities.CreateInstance<SocketTransportFactory>(provider),
            provider.GetRequiredService<IOptions<KestrelServerOptions>>()
        ));

    /// <summary>Lowers <c>Kestrel:Limits:MaxConcurrentConnections</c> to what the limit of open files allows.</summary>
    /// <exception cref="OptionsValidationException">The limit of open files allows too few connections.</exception>
    public static void LimitConnections(this WebApplication app)
    {
        var budget = BudgetOf(app.Services);
        if (budget.Problem is { } problem)
        {
            throw new OptionsValidationException(nameof(FileBudget), typeof(FileBudget), [problem]);
        }

        var limits = app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        if (budget.MaxConnections is { } allowed && allowed < (limits.MaxConcurrentConnections ?? long.MaxValue))
        {
            LogLowered(app.Logger, allowed, limits.MaxConcurrentConnections, budget.Limit, budget.ForDatabase);
            limits.MaxConcurrentConnections = allowed;
        }
    }

    private static FileBudget BudgetOf(IServiceProvider services)
    {
        var database = services.GetRequiredService<DatabaseCapacity>();
        var requests = AdmissionServices.MaxRequests(services);
        return new FileBudget(
            FileBudget.ReadLimit(),
            ForDatabase: database.FilesPerConnection * ((long)(requests ?? 0) + database.OtherConnections),
            // Without a limit of requests, each connection can read a list at the same time.
            ForEachConnection: 1 + (requests is null ? database.FilesPerConnection : 0)
        );
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "At most {Connections} connections instead of {Configured} (Kestrel:Limits:MaxConcurrentConnections): the limit "
            + "of open files is {OpenFiles}, of which {DatabaseFiles} are kept for the database. To allow more connections, raise the limit of open files (LimitNOFILE= of a "
            + "systemd unit, ulimit -n of a shell)"
    )]
    private static partial void LogLowered(
        ILogger logger,
        long connections,
        long? configured,
        long? openFiles,
        long databaseFiles
    );
}

/// <summary>Creates listeners that share a maximum number of connections.</summary>
/// <remarks>
/// Kestrel accepts a connection before it checks the limit, and counts the connections of each listener separately. During a flood it
/// had 430 sockets more than its limit (measured). A connection that is not accepted yet is no open file.
/// </remarks>
internal sealed class LimitedListenerFactory(SocketTransportFactory sockets, IOptions<KestrelServerOptions> options)
    : IConnectionListenerFactory,
        IConnectionListenerFactorySelector
{
    private readonly Lock _lock = new();
    private SemaphoreSlim? _permits;

    public bool CanBind(EndPoint endpoint) => sockets.CanBind(endpoint);

    public async ValueTask<IConnectionListener> BindAsync(
        EndPoint endpoint,
        CancellationToken cancellationToken = default
    )
    {
        var listener = await sockets.BindAsync(endpoint, cancellationToken);
        return options.Value.Limits.MaxConcurrentConnections is { } limit
            ? new LimitedListener(listener, PermitsFor((int)Math.Min(limit, int.MaxValue / 2)))
            : listener;
    }

    /// <summary>Adds one permit for each listener, because a listener that waits for a connection holds one.</summary>
    private SemaphoreSlim PermitsFor(int limit)
    {
        lock (_lock)
        {
            _permits ??= new SemaphoreSlim(limit - 1);
            _permits.Release();
            return _permits;
        }
    }
}

/// <summary>Accepts a connection only when fewer than the maximum number are open.</summary>
internal sealed class LimitedListener(IConnectionListener listener, SemaphoreSlim permits) : IConnectionListener
{
    private readonly CancellationTokenSource _unbound = new();

    public EndPoint EndPoint => listener.EndPoint;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(_unbound.Token, cancellationToken);
        try
        {
            await permits.WaitAsync(waiting.Token);
        }
        catch (OperationCanceledException) when (_unbound.IsCancellationRequested)
        {
            return null;
        }

        ConnectionContext? accepted = null;
        try
        {
            accepted = await listener.AcceptAsync(cancellationToken);
            return accepted is null ? null : new LimitedConnection(accepted, permits);
        }
        finally
        {
            if (accepted is null)
            {
                permits.Release();
            }
        }
    }

    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        await _unbound.CancelAsync();
        await listener.UnbindAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await listener.DisposeAsync();
        _unbound.Dispose();
    }
}
