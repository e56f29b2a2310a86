using System.Collections.Concurrent;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Live;

public sealed class LedgerTailTests
{
    [Theory, EveryDatabase]
    public async Task Who_hears_of_an_entry_can_read_it(DatabaseProvider provider)
    {
        await using var console = await TestConsole.StartAsync(provider);
        var seen = new ConcurrentQueue<int>();
        await using var listening = console.Feed.Subscribe(Topic.Ledger, async cancellation =>
            seen.Enqueue(await console.ReadAsync(db => db.LedgerEntries.CountAsync(cancellation))));

        await console.HappenAsync(new Happened("one"));

        await Eventually.IsTrueAsync(() => !seen.IsEmpty, "the listener is called");
        Assert.Equal([1], seen);
    }

    [Theory, EveryDatabase]
    public async Task What_was_rolled_back_is_told_to_nobody(DatabaseProvider provider)
    {
        await using var console = await TestConsole.StartAsync(provider);
        var heard = new ConcurrentQueue<Topic>();
        await using var listening = console.Feed.SubscribeToAll((batch, _) =>
        {
            foreach (var topic in batch.Topics) heard.Enqueue(topic);
            return Task.CompletedTask;
        });

        await Assert.ThrowsAsync<DivideByZeroException>(() => console.Transaction.RunAsync<int>(async (db, cancellation) =>
        {
            console.Ledger.Append(db, new Caller.Server(), new AboutProposal("prp_undone"));
            await db.SaveChangesAsync(cancellation);
            console.Get<LedgerTail>().Hint();
            throw new DivideByZeroException();
        }, default));
        await console.HappenAsync(new AboutProposal("prp_done"));

        await Eventually.IsTrueAsync(() => heard.Contains(Topic.Proposal("prp_done")), "the second one is heard of");
        Assert.DoesNotContain(Topic.Proposal("prp_undone"), heard);
    }

    [Theory, EveryDatabase]
    public async Task What_another_node_wrote_is_heard_within_a_second(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var here = await TestConsole.StartAsync(database);
        await using var there = await TestConsole.StartAsync(database);
        var calls = 0;
        await using var listening = here.Feed.Subscribe(Topic.Proposal("prp_1"), _ =>
        {
            Interlocked.Increment(ref calls);
            return Task.CompletedTask;
        });

        await there.HappenAsync(new AboutProposal("prp_1"));
        await Eventually.IsTrueAsync(() => here.Clock.WaitingTimers > 0, "the tail waits for its next look");
        here.Clock.Advance(LiveLimits.PollInterval);

        await Eventually.IsTrueAsync(() => calls == 1, "the listener on the other node is called");
    }

    private sealed record AboutProposal(string Id) : Domain.Ledger.LedgerRecord
    {
        public override string Kind => "happened";

        public override string Subject => "proposal:" + Id;

        public override IReadOnlyList<Domain.Ledger.LedgerField> Fields => [];
    }
}
