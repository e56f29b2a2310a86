using AgentConsole.Domain.Ledger;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Ledger;

public sealed class LedgerVerifierTests
{
    [Theory, EveryDatabase]
    public async Task A_whole_store_says_how_many_entries_and_personal_values_it_holds(DatabaseProvider provider)
    {
        await using var console = await HappenedAsync(provider);

        var whole = Assert.IsType<LedgerVerdict.Whole>(await VerifyAsync(console));

        Assert.Equal((3, new PersonalTally(2, 0)), (whole.Entries, whole.Personal));
    }

    [Theory, EveryDatabase]
    public async Task An_erased_value_is_counted_and_breaks_nothing(DatabaseProvider provider)
    {
        await using var console = await HappenedAsync(provider);
        await console.ReadAsync(db => db.LedgerPersonalValues.Where(value => value.Seq == 1).ExecuteDeleteAsync());

        var whole = Assert.IsType<LedgerVerdict.Whole>(await VerifyAsync(console));

        Assert.Equal(new PersonalTally(1, 1), whole.Personal);
    }

    [Theory, EveryDatabase]
    public async Task A_changed_personal_value_is_found_at_its_entry(DatabaseProvider provider)
    {
        await using var console = await HappenedAsync(provider);
        await console.ReadAsync(db => db.LedgerPersonalValues.Where(value => value.Seq == 3)
            .ExecuteUpdateAsync(value => value.SetProperty(each => each.Value, "eve@example.com")));

        Assert.Equal(new LedgerVerdict.Broken(3, "the personal value \"email\" is not the one that it committed to"), await VerifyAsync(console));
    }

    [Theory, EveryDatabase]
    public async Task A_personal_value_that_no_entry_committed_to_is_found(DatabaseProvider provider)
    {
        await using var console = await HappenedAsync(provider);
        await console.AddAsync(new LedgerPersonalValue { Seq = 2, Name = "note", Value = "approved by Ana", Salt = [1] });

        Assert.Equal(new LedgerVerdict.Broken(2, "a personal value \"note\" lies beside it that it does not know"), await VerifyAsync(console));
    }

    [Theory, EveryDatabase]
    public async Task What_was_planted_behind_the_head_is_found(DatabaseProvider provider)
    {
        await using var console = await HappenedAsync(provider);
        var last = (await console.WholeLedgerAsync())[^1];
        await PlantAsync(console, EntryOf(4, last.Hash));

        Assert.Equal(new LedgerVerdict.Broken(4, "it lies behind the head"), await VerifyAsync(console));
    }

    [Theory, EveryDatabase]
    public async Task A_personal_value_behind_the_head_is_found(DatabaseProvider provider)
    {
        await using var console = await HappenedAsync(provider);
        await console.AddAsync(new LedgerPersonalValue { Seq = 9, Name = "note", Value = "approved by Ana", Salt = [1] });

        Assert.Equal(new LedgerVerdict.Broken(9, "it lies behind the head"), await VerifyAsync(console));
    }

    [Theory, EveryDatabase]
    public async Task What_was_planted_before_the_first_entry_is_found(DatabaseProvider provider)
    {
        await using var console = await HappenedAsync(provider);
        await PlantAsync(console, EntryOf(0, HashChain.Genesis));

        Assert.Equal(new LedgerVerdict.Broken(0, "it lies before the first entry"), await VerifyAsync(console));
    }

    [Theory, EveryDatabase]
    public async Task A_head_that_is_not_the_last_entry_is_found(DatabaseProvider provider)
    {
        await using var console = await HappenedAsync(provider);
        await console.ReadAsync(db => db.LedgerHeads.ExecuteUpdateAsync(head => head.SetProperty(each => each.Hash, HashChain.Genesis)));

        Assert.Equal(new LedgerVerdict.Broken(3, "the head does not match the last entry"), await VerifyAsync(console));
    }

    [Theory, EveryDatabase]
    public async Task A_head_that_promises_more_than_there_is_is_found(DatabaseProvider provider)
    {
        await using var console = await HappenedAsync(provider);
        await console.ReadAsync(db => db.LedgerHeads.ExecuteUpdateAsync(head => head.SetProperty(each => each.Seq, 5)));

        Assert.Equal(new LedgerVerdict.Broken(4, "the entry is missing"), await VerifyAsync(console));
    }

    [Fact]
    public async Task An_entry_that_was_changed_behind_the_triggers_is_found()
    {
        await using var console = await HappenedAsync(DatabaseProvider.Sqlite);
        await console.ReadAsync(db => db.Database.ExecuteSqlRawAsync($"""
            DROP TRIGGER "{LedgerGuard.TriggerName}Update"; UPDATE "LedgerEntries" SET "Actor" = 'person:somebody' WHERE "Seq" = 2;
            """));

        Assert.Equal(new LedgerVerdict.Broken(2, "its content does not match its hash"), await VerifyAsync(console));
    }

    [Fact]
    public async Task What_is_appended_while_it_verifies_breaks_nothing()
    {
        await using var console = await HappenedAsync(DatabaseProvider.Sqlite);
        var writing = Task.Run(async () =>
        {
            for (var turn = 0; turn < 200; turn++) await console.HappenAsync(new Happened($"turn {turn}", "ana@example.com"));
        });

        do Assert.IsType<LedgerVerdict.Whole>(await VerifyAsync(console));
        while (!writing.IsCompleted);
        await writing;
    }

    private static async Task<TestConsole> HappenedAsync(DatabaseProvider provider)
    {
        var console = await TestConsole.StartAsync(provider, services => services.AddAccess().AddLedger());
        await console.HappenAsync(new Happened("one", "ana@example.com"));
        await console.HappenAsync(new Happened("two"));
        await console.HappenAsync(new Happened("three", "ben@example.com"));
        return console;
    }

    private static Task<LedgerVerdict> VerifyAsync(TestConsole console) => console.Get<LedgerVerifier>().VerifyStoreAsync(CancellationToken.None);

    private static LedgerEntry EntryOf(long seq, byte[] previous) => HashChain.Seal(new LedgerEntry
    {
        Seq = seq,
        At = A.Moment,
        Kind = "happened",
        Actor = "server",
        Subject = "test:planted",
        Payload = "{}",
        PreviousHash = previous,
    });

    // As somebody would who has the database and not the console: without moving the head.
    private static Task<int> PlantAsync(TestConsole console, LedgerEntry entry) => console.ReadAsync(db =>
    {
        db.LedgerEntries.Add(entry);
        return db.SaveChangesAsync();
    });
}
