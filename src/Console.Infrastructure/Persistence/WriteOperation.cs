using System.Diagnostics;

namespace AgentConsole.Infrastructure.Persistence;

/// <summary>One operation in the writer's queue: applied behind a savepoint, answered after the commit.</summary>
internal abstract class WriteOperation
{
    /// <summary>The trace that it is part of.</summary>
    public ActivityContext? Origin { get; } = Activity.Current?.Context;

    /// <summary>True, and answered, when the caller has gone before its turn came.</summary>
    public abstract bool IsAbandoned();

    /// <summary>Applies it; false, and the caller already knows why, where its savepoint must be rolled back.</summary>
    public abstract Task<bool> TryApplyAsync(ConsoleDbContext db, CancellationToken cancellation);

    /// <summary>The commit is durable: the caller gets its answer.</summary>
    public abstract void Publish();

    public abstract void Fail(Exception exception);
}

/// <summary>An operation with an answer.</summary>
internal sealed class WriteOperation<T>(Func<ConsoleDbContext, CancellationToken, Task<T>> commit, CancellationToken caller) : WriteOperation
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private bool _isApplied;

    public Task<T> Completion => _answer.Task;

    public override bool IsAbandoned() => caller.IsCancellationRequested && _answer.TrySetCanceled(caller);

    public override async Task<bool> TryApplyAsync(ConsoleDbContext db, CancellationToken cancellation)
    {
        try
        {
            _result = await commit(db, cancellation);
            await db.SaveChangesAsync(cancellation);
            return _isApplied = true;
        }
#pragma warning disable CA1031 // Its own caller hears it; the others in the batch must not.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _answer.TrySetException(exception);
            return false;
        }
    }

    public override void Publish()
    {
        if (_isApplied) _answer.TrySetResult(_result!);
    }

    public override void Fail(Exception exception) => _answer.TrySetException(exception);
}
