using System.Diagnostics;
using System.Threading.Channels;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Persistence;

/// <summary>
/// The one place that writes. Operations queue for this node's single writer; those that wait together share one durable
/// commit, each behind its own savepoint, so that one that fails takes nothing of the others with it.
/// A lost race repeats the whole operation, prepare and commit, a bounded number of times.
/// </summary>
public sealed partial class ConsoleTransaction(
    IDbContextFactory<ConsoleDbContext> contexts, IDialect dialect, LedgerTail tail, TimeProvider clock,
    ILogger<ConsoleTransaction> logger) : BackgroundService
{
    private readonly Channel<WriteOperation> _waiting = Channel.CreateBounded<WriteOperation>(
        new BoundedChannelOptions(PersistenceLimits.WaitingMax) { SingleReader = true });

    /// <summary>Runs a commit that needs no preparation.</summary>
    /// <exception cref="BusyException">The database stayed contended for every attempt.</exception>
    public Task<T> RunAsync<T>(Func<ConsoleDbContext, CancellationToken, Task<T>> commit, CancellationToken cancellation) =>
        RunAsync(static () => Task.FromResult(0), (db, _, inner) => commit(db, inner), cancellation);

    /// <summary>
    /// Runs prepare outside and commit inside a transaction. What commit changed through the context is saved for it.
    /// Commit must make no network call: everybody else's commit waits for it.
    /// </summary>
    /// <exception cref="BusyException">The database stayed contended for every attempt.</exception>
    public async Task<T> RunAsync<TPrepared, T>(
        Func<Task<TPrepared>> prepare, Func<ConsoleDbContext, TPrepared, CancellationToken, Task<T>> commit, CancellationToken cancellation)
    {
        Exception? last = null;
        for (var attempt = 1; attempt <= PersistenceLimits.AttemptsMax; attempt++)
        {
            var prepared = await prepare();
            var operation = new WriteOperation<T>((db, inner) => commit(db, prepared, inner), cancellation);
            if (!_waiting.Writer.TryWrite(operation)) throw new BusyException("Too many writes are waiting.");
            try
            {
                return await operation.Completion;
            }
            catch (Exception exception) when (dialect.IsLostRace(exception))
            {
                last = exception;
                LogLostRace(attempt, exception);
            }
        }

        throw new BusyException("The database stayed busy.", last);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<WriteOperation>(PersistenceLimits.BatchMax);
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            while (batch.Count < PersistenceLimits.BatchMax && _waiting.Reader.TryRead(out var operation))
                if (!operation.IsAbandoned()) batch.Add(operation);

            if (batch.Count > 0) await WriteAsync(batch, stoppingToken);
            batch.Clear();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
        while (_waiting.Reader.TryRead(out var left)) left.Fail(new BusyException("The console is shutting down."));
    }

    private async Task WriteAsync(List<WriteOperation> batch, CancellationToken cancellation)
    {
        using var span = Signals.Commit(batch.Select(operation => operation.Origin).OfType<ActivityContext>(), batch.Count);
        var started = clock.GetTimestamp();
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            db.Database.AutoSavepointsEnabled = false;
            var wrote = await CommitAsync(db, batch, cancellation);
            Signals.Committed(batch.Count, clock.GetElapsedTime(started));
            db.Position = null; // the pool hands the context on; who gets it holds no head
            foreach (var operation in batch) operation.Publish();
            if (wrote) tail.Hint();
        }
#pragma warning disable CA1031 // Whatever broke the shared commit broke it for each of them: each caller hears it, the writer goes on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (!dialect.IsLostRace(exception)) LogBroken(exception);
            foreach (var operation in batch) operation.Fail(exception);
        }
    }

    private async Task<bool> CommitAsync(ConsoleDbContext db, List<WriteOperation> batch, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await dialect.LockHeadAsync(db, cancellation);
        var head = await db.LedgerHeads.AsNoTracking().SingleAsync(cancellation);
        db.Position = new(head.Seq, head.Hash);

        foreach (var operation in batch)
        {
            var before = db.Position;
            await transaction.CreateSavepointAsync(Savepoint, cancellation);
            if (!await operation.TryApplyAsync(db, cancellation))
            {
                await transaction.RollbackToSavepointAsync(Savepoint, cancellation);
                db.Position = before;
            }

            await transaction.ReleaseSavepointAsync(Savepoint, cancellation);
            db.ChangeTracker.Clear();
        }

        // INVARIANT: sequence order is commit order, because the head row is held until the commit.
        var position = db.Position;
        var wrote = position.Seq != head.Seq;
        if (wrote && await db.LedgerHeads.Where(row => row.Seq == head.Seq).ExecuteUpdateAsync(
                row => row.SetProperty(h => h.Seq, position.Seq).SetProperty(h => h.Hash, position.Hash), cancellation) != 1)
            throw new DbUpdateConcurrencyException("The ledger head moved under the lock.");

        if (wrote) await dialect.WakeAsync(db, cancellation);
        await transaction.CommitAsync(cancellation);
        return wrote;
    }

    private const string Savepoint = "operation";

    [LoggerMessage(Level = LogLevel.Debug, Message = "Lost a race on attempt {Attempt}; running it again.")]
    private partial void LogLostRace(int attempt, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "A shared commit failed.")]
    private partial void LogBroken(Exception exception);
}
