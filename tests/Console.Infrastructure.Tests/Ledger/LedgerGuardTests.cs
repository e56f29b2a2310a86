using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Ledger;

public sealed class LedgerGuardTests
{
    [Theory, EveryDatabase]
    public Task The_database_itself_refuses_to_change_an_entry(DatabaseProvider provider) =>
        IsRefusedAsync(provider, """UPDATE "LedgerEntries" SET "Actor" = 'nobody'""");

    [Theory, EveryDatabase]
    public Task The_database_itself_refuses_to_delete_an_entry(DatabaseProvider provider) =>
        IsRefusedAsync(provider, """DELETE FROM "LedgerEntries" """);

    [Theory, EveryDatabase]
    public async Task The_model_can_neither_change_nor_delete_an_entry(DatabaseProvider provider)
    {
        await using var console = await TestConsole.StartAsync(provider);
        await console.HappenAsync(new Happened("one"));

        await Assert.ThrowsAnyAsync<Exception>(() => console.ReadAsync(db =>
            db.LedgerEntries.ExecuteUpdateAsync(entry => entry.SetProperty(each => each.Subject, "test:other"))));
        await Assert.ThrowsAnyAsync<Exception>(() => console.ReadAsync(db => db.LedgerEntries.ExecuteDeleteAsync()));

        Assert.Equal("test:one", await console.ReadAsync(db => db.LedgerEntries.Select(entry => entry.Subject).SingleAsync()));
    }

    private static async Task IsRefusedAsync(DatabaseProvider provider, string sql)
    {
        await using var console = await TestConsole.StartAsync(provider);
        await console.HappenAsync(new Happened("one"));

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => console.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql)));

        Assert.Contains("append-only", refusal.Message, StringComparison.Ordinal);
        Assert.Single(await console.ReadAsync(db => db.LedgerEntries.Where(entry => entry.Actor == "server").ToListAsync()));
    }
}
