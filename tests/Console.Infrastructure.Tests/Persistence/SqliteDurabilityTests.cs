using System.Globalization;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Persistence;

public sealed class SqliteDurabilityTests
{
    [Theory]
    [InlineData("PRAGMA journal_mode", "wal")]
    [InlineData("PRAGMA synchronous", Full)]
    [InlineData("PRAGMA foreign_keys", "1")]
    public async Task Every_connection_is_durable_also_one_from_the_pool(string question, string answer)
    {
        await using var console = await TestConsole.StartAsync(DatabaseProvider.Sqlite);

        for (var connection = 0; connection < 3; connection++)
            Assert.Equal(answer, await console.ReadAsync(db => AskAsync(db, question)));
    }

    [Fact]
    public async Task The_writer_syncs_its_commits()
    {
        await using var console = await TestConsole.StartAsync(DatabaseProvider.Sqlite);

        Assert.Equal(Full, await console.Transaction.RunAsync((db, _) => AskAsync(db, "PRAGMA synchronous"), default));
    }

    private const string Full = "2";

    private static async Task<string?> AskAsync(ConsoleDbContext db, string question)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // A pragma takes no parameters; these are constants.
        command.CommandText = question;
#pragma warning restore CA2100
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
