using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Access;

/// <summary>
/// Who holds what right now, read once and believed for two seconds at most: every call asks, the database should not hear
/// each of them. The change feed ends the belief earlier.
/// </summary>
public sealed class Standings : IAsyncDisposable
{
    private readonly IDbContextFactory<ConsoleDbContext> _contexts;
    private readonly StandingCache<string, KeyStanding> _keys;
    private readonly StandingCache<string, TokenStanding> _tokens;
    private readonly StandingCache<PersonId, PersonStanding> _people;
    private readonly ChangeSubscription _subscription;

    public Standings(IDbContextFactory<ConsoleDbContext> contexts, ChangeFeed feed, TimeProvider clock)
    {
        _contexts = contexts;
        (_keys, _tokens, _people) = (new(clock), new(clock), new(clock));
        _subscription = feed.SubscribeToAll((batch, _) => Hear(batch));
    }

    public async ValueTask<PersonStanding?> OfPersonAsync(PersonId id, CancellationToken cancellation)
    {
        return _people.Find(id) ?? await ReadPersonAsync(id, cancellation);
    }

    /// <summary>The same, asked of the database now: for what hears of a change as early as this class does.</summary>
    public async ValueTask<PersonStanding?> ReadPersonAsync(PersonId id, CancellationToken cancellation)
    {
        var generation = _people.Generation;
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        var person = await db.Users.AsNoTracking().SingleOrDefaultAsync(person => person.Id == id.Value, cancellation);
        if (person is null) return null;

        var standing = await db.StandingOfAsync(person, cancellation);
        _people.Remember(id, standing, generation);
        return standing;
    }

    /// <summary>Whether a token still opens anything, asked of the database now.</summary>
    public async ValueTask<bool> IsInForceAsync(AccessTokenId token, CancellationToken cancellation)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.AccessTokens.AnyAsync(row => row.Id == token && row.RevokedAt == null, cancellation);
    }

    public async ValueTask DisposeAsync() => await _subscription.DisposeAsync();

    internal async ValueTask<KeyStanding?> OfKeyAsync(string prefix, CancellationToken cancellation)
    {
        if (_keys.Find(prefix) is { } known) return known;
        var generation = _keys.Generation;
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        var found = await (
            from key in db.AgentKeys
            join agent in db.Agents on key.Agent equals agent.Name
            where key.Prefix == prefix
            select new KeyStanding(key.Id, key.Agent, key.Environment, key.SecretHash, key.ExpiresAt, key.RevokedAt, agent.IsArchived))
            .SingleOrDefaultAsync(cancellation);
        if (found is not null) _keys.Remember(prefix, found, generation);
        return found;
    }

    internal async ValueTask<TokenStanding?> OfTokenAsync(string prefix, CancellationToken cancellation)
    {
        if (_tokens.Find(prefix) is { } known) return known;
        var generation = _tokens.Generation;
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        var found = await db.AccessTokens.Where(token => token.Prefix == prefix)
            .Select(token => new TokenStanding(token.Id, new PersonId(token.PersonId), token.SecretHash, token.ExpiresAt, token.RevokedAt))
            .SingleOrDefaultAsync(cancellation);
        if (found is not null) _tokens.Remember(prefix, found, generation);
        return found;
    }

    /// <summary>After a commit on this node: the next call must not see what was before.</summary>
    internal void ForgetAgent(string agent) => _keys.Forget(key => key.Agent == agent);

    /// <summary>After a commit on this node: the next call must not see what was before.</summary>
    internal void ForgetPeople()
    {
        _people.ForgetAll();
        _tokens.ForgetAll();
    }

    private Task Hear(ChangeBatch batch)
    {
        if (batch.Everything)
        {
            _keys.ForgetAll();
            ForgetPeople();
            return Task.CompletedTask;
        }

        foreach (var topic in batch.Topics)
            if (topic.Id is { } agent && topic == Topic.Agent(agent)) ForgetAgent(agent);
        if (batch.Topics.Contains(Topic.People)) ForgetPeople();
        return Task.CompletedTask;
    }
}
