using System.Text.Json;
using AgentConsole.Domain.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Ledger;

public sealed class LedgerWriterTests
{
    [Theory, EveryDatabase]
    public async Task An_entry_reads_back_as_it_was_hashed(DatabaseProvider provider)
    {
        await using var console = await TestConsole.StartAsync(provider);
        console.Clock.Advance(TimeSpan.FromTicks(1_234_567));

        await console.HappenAsync(new Happened("größer ≥ <b>\"\\\u0001 \U0001F600"));

        var entry = Assert.Single(await console.WholeLedgerAsync());
        Assert.Equal(("happened", "server", 1), (entry.Kind, entry.Actor, entry.Seq));
        Assert.Equal(A.Moment + TimeSpan.FromMicroseconds(123_456), entry.At);
    }

    [Theory, EveryDatabase]
    public async Task A_personal_value_enters_the_chain_only_as_a_commitment(DatabaseProvider provider)
    {
        await using var console = await TestConsole.StartAsync(provider);

        await console.HappenAsync(new Happened("one", "ana@example.com"));

        var payload = Assert.Single(await console.WholeLedgerAsync()).Payload;
        Assert.DoesNotContain("ana", payload, StringComparison.Ordinal);
        var kept = await console.ReadAsync(db => db.LedgerPersonalValues.SingleAsync());
        Assert.Equal(("email", "ana@example.com", 1), (kept.Name, kept.Value, kept.Seq));
        Assert.Equal(Commitment.Of(kept.Salt, kept.Value),
            JsonElement.Parse(payload).GetProperty("email").GetProperty("commitment").GetString());
    }

    [Theory, EveryDatabase]
    public async Task The_same_personal_value_twice_cannot_be_told_by_its_commitments(DatabaseProvider provider)
    {
        await using var console = await TestConsole.StartAsync(provider);

        await console.HappenAsync(new Happened("same", "ana@example.com"));
        await console.HappenAsync(new Happened("same", "ana@example.com"));

        Assert.Equal(2, (await console.WholeLedgerAsync()).Select(entry => entry.Payload).Distinct().Count());
    }

    [Theory, EveryDatabase]
    public async Task A_personal_value_can_be_erased_and_the_chain_stays_whole(DatabaseProvider provider)
    {
        await using var console = await TestConsole.StartAsync(provider);
        await console.HappenAsync(new Happened("one", "ana@example.com"));
        await console.HappenAsync(new Happened("two", "ben@example.com"));

        await console.Transaction.RunAsync((db, cancellation) =>
            db.LedgerPersonalValues.Where(value => value.Value == "ana@example.com").ExecuteDeleteAsync(cancellation), default);

        Assert.Equal(2, (await console.WholeLedgerAsync()).Count);
        Assert.Equal("ben@example.com", await console.ReadAsync(db => db.LedgerPersonalValues.Select(value => value.Value).SingleAsync()));
    }

    [Theory, EveryDatabase]
    public async Task An_entry_and_its_change_stand_or_fall_together(DatabaseProvider provider)
    {
        await using var console = await TestConsole.StartAsync(provider);
        var tooLong = new string('x', LedgerLimits.SubjectLengthMax * 1_000);

        var failed = await Record.ExceptionAsync(() => console.Transaction.RunAsync((db, _) =>
        {
            db.Add(A.Proposal().Build());
            db.LedgerEntries.Add(new() { Seq = 1, At = A.Moment, Kind = null!, Actor = "", Subject = tooLong, Payload = "", PreviousHash = [] });
            return Task.FromResult(0);
        }, default));

        Assert.NotNull(failed);
        Assert.Equal(0, await console.ReadAsync(db => db.Proposals.CountAsync()));
    }
}
