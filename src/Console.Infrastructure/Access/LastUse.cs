using System.Collections.Concurrent;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Access;

/// <summary>
/// Keeps "last used" of keys and tokens, to the minute and behind the call that used them. The one change here without a
/// ledger entry: it decides nothing, and an entry per minute and key would bury those that do.
/// </summary>
public sealed partial class LastUse(ConsoleTransaction transaction, TimeProvider clock, ILogger<LastUse> logger)
{
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _noted = new();

    public void Note(AgentKeyId id) => Note(id.Value, (db, now, cancellation) => db.AgentKeys
        .Where(key => key.Id == id && (key.LastUsedAt == null || key.LastUsedAt < now))
        .ExecuteUpdateAsync(key => key.SetProperty(row => row.LastUsedAt, now), cancellation));

    public void Note(AccessTokenId id) => Note(id.Value, (db, now, cancellation) => db.AccessTokens
        .Where(token => token.Id == id && (token.LastUsedAt == null || token.LastUsedAt < now))
        .ExecuteUpdateAsync(token => token.SetProperty(row => row.LastUsedAt, now), cancellation));

    private void Note(Guid id, Func<ConsoleDbContext, DateTimeOffset, CancellationToken, Task<int>> write)
    {
        var now = clock.Instant();
        if (_noted.TryGetValue(id, out var last) && now - last < AccessLimits.LastUseStep) return;
        if (_noted.Count >= AccessLimits.StandingsMax) _noted.Clear();
        _noted[id] = now;
        _ = WriteAsync(now, write);
    }

    private async Task WriteAsync(DateTimeOffset now, Func<ConsoleDbContext, DateTimeOffset, CancellationToken, Task<int>> write)
    {
        try
        {
            await transaction.RunAsync((db, cancellation) => write(db, now, cancellation), CancellationToken.None);
        }
#pragma warning disable CA1031 // Nobody waits for this, and nothing depends on it; the next minute tries again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotKept(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The last use of a key was not kept.")]
    private partial void LogNotKept(Exception exception);
}
