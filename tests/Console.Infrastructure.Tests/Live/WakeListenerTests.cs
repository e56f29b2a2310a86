using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Live;

public sealed class WakeListenerTests
{
    private const string Listener = "AgentConsole wake-up";

    [Fact]
    public async Task On_PostgreSQL_another_node_hears_of_a_commit_while_its_clock_stands_still()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        await using var here = await TestConsole.StartAsync(database);
        await using var there = await TestConsole.StartAsync(database);
        await AreListeningAsync(here, 2);
        var calls = 0;
        await using var listening = here.Feed.Subscribe(Topic.Ledger, _ => Task.FromResult(Interlocked.Increment(ref calls)));

        await there.HappenAsync(new Happened("elsewhere"));

        await Eventually.IsTrueAsync(() => calls > 0, "the other node's feed tells of it");
    }

    [Fact]
    public async Task A_broken_listener_listens_again_after_a_pause()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        await using var here = await TestConsole.StartAsync(database);
        await AreListeningAsync(here, 1);

        await here.ReadAsync(db => db.Database.ExecuteSqlAsync(
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = {Listener} AND datname = current_database()"));
        await AreListeningAsync(here, 0);
        // The tail's second and the listener's pause.
        await Eventually.IsTrueAsync(() => here.Clock.WaitingTimers >= 2, "the listener pauses");
        here.Clock.Advance(LiveLimits.ListenAgainMin);

        await AreListeningAsync(here, 1);
    }

    private static Task AreListeningAsync(TestConsole console, int sessions) => Eventually.IsTrueAsync(
        async () => await console.ReadAsync(db => db.Database.SqlQuery<int>(
            $"""
            SELECT count(*)::int AS "Value" FROM pg_stat_activity
            WHERE application_name = {Listener} AND datname = current_database() AND query LIKE 'LISTEN%'
            """).SingleAsync()) == sessions,
        $"{sessions} sessions listen");
}
