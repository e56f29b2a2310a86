using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using AgentConsole.Web.Tests.Shell;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Web.Tests.Ledger;

/// <summary><c>ledger verify</c> as an auditor types it; what it finds in detail is tested where it is found.</summary>
public sealed class LedgerCommandTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private SqliteConnection _reader = null!;
    private TestConsole _console = null!;
    private string _export = null!;
    private string _folder = null!;
    private SignedHead _head = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        // While somebody reads, what is written stays in the log beside the file, also when another test closes idle connections.
        _reader = new($"Data Source={Path.Combine(_database.Options.DataFolder, "console.db")};Pooling=False");
        await _reader.OpenAsync();
        await using (var look = new SqliteCommand("SELECT \"Seq\" FROM \"LedgerHeads\"", _reader)) await look.ExecuteScalarAsync();
        _console = await TestConsole.StartAsync(_database, configure: services => services.AddAccess().AddLedger());
        await _console.HappenAsync(new Happened("one", "ana@example.com"));
        await _console.HappenAsync(new Happened("two", "ben@example.com"));
        await _console.ReadAsync(db => db.LedgerPersonalValues.Where(value => value.Seq == 1).ExecuteDeleteAsync());
        _head = await _console.Get<LedgerSigner>().SignAsync(CancellationToken.None);
        _folder = Directory.CreateTempSubdirectory("console-export-").FullName;
        _export = Path.Combine(_folder, "ledger.jsonl");
        await File.WriteAllLinesAsync(_export, await _console.Get<LedgerExport>().LinesAsync(CancellationToken.None).ToListAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _console.DisposeAsync();
        await _reader.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_whole_store_is_counted_while_the_console_runs()
    {
        var typed = await Typed.RunAsync("ledger", "verify", "--data", _database.Options.DataFolder);

        Assert.Equal((0, ""), (typed.Exit, typed.Error));
        Assert.Equal([$"whole: 3 entries, head {_head.Hash}", "personal values: 1 as they were committed to, 1 erased"], typed.Output);
    }

    [Fact]
    public async Task A_store_that_was_left_by_a_killed_console_is_read_to_its_last_commit_and_left_as_it_is()
    {
        string[] names = ["console.db", "console.db-wal"];
        foreach (var name in names) File.Copy(Path.Combine(_database.Options.DataFolder, name), Path.Combine(_folder, name));

        var typed = await Typed.RunAsync("ledger", "verify", "--data", _folder);

        Assert.Equal((0, $"whole: 3 entries, head {_head.Hash}"), (typed.Exit, typed.Output.FirstOrDefault()));
        foreach (var name in names)
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(_database.Options.DataFolder, name)), await File.ReadAllBytesAsync(Path.Combine(_folder, name)));
    }

    [Fact]
    public async Task A_broken_store_says_where()
    {
        await _console.ReadAsync(db => db.LedgerPersonalValues.ExecuteUpdateAsync(value => value.SetProperty(each => each.Value, "eve@example.com")));

        var typed = await Typed.RunAsync("ledger", "verify", "--data", _database.Options.DataFolder);

        Assert.Equal((1, "broken: entry 2: the personal value \"email\" is not the one that it committed to"), (typed.Exit, Assert.Single(typed.Output)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no database, and much longer than the header of one, which has a hundred bytes; so it goes on for a while yet")]
    public async Task A_store_that_is_none_is_unreadable(string content)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "console.db"), content);

        var typed = await Typed.RunAsync("ledger", "verify", "--data", _folder);

        Assert.Equal((2, 0), (typed.Exit, typed.Output.Length));
        Assert.StartsWith("unreadable: ", Assert.Single(typed.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_is_whole_and_names_the_thumbprint_of_its_key()
    {
        var typed = await Typed.RunAsync("ledger", "verify", _export);

        Assert.Equal((0, $"whole: 3 entries, head {_head.Hash}"), (typed.Exit, typed.Output.FirstOrDefault()));
        Assert.Contains(_head.Kid, typed.Output[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_the_auditor_holds_is_asked_for()
    {
        var kept = Path.Combine(_folder, "head.json");
        await File.WriteAllTextAsync(kept, $$"""{"x":"{{_head.X}}","y":"{{_head.Y}}"}""");

        var byFile = await Typed.RunAsync("ledger", "verify", _export, "--key", kept);
        var byThumbprint = await Typed.RunAsync("ledger", "verify", _export, "--key", _head.Kid);
        var other = await Typed.RunAsync("ledger", "verify", _export, "--key", new string('A', 43));
        var none = await Typed.RunAsync("ledger", "verify", _export, "--key", "my-key");

        Assert.Equal((0, 0, 1, 2), (byFile.Exit, byThumbprint.Exit, other.Exit, none.Exit));
        Assert.Equal("broken: entry 3: the head was signed by another key than the one to be trusted", Assert.Single(other.Output));
        Assert.StartsWith("unreadable: my-key is neither", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_a_changed_and_an_absent_export_end_as_what_they_are()
    {
        var lines = await File.ReadAllLinesAsync(_export);

        var cut = await VerifyAsync(lines[..^1]);
        var changed = await VerifyAsync([.. lines[..2], lines[2].Replace("two", "too", StringComparison.Ordinal), .. lines[3..]]);
        var kindless = await VerifyAsync([.. lines[..2], lines[2].Replace("\"kind\":\"happened\",", "", StringComparison.Ordinal), .. lines[3..]]);
        var absent = await Typed.RunAsync("ledger", "verify", Path.Combine(_folder, "nowhere.jsonl"));
        var noText = await Typed.RunAsync("ledger", "verify", typeof(TestConsole).Assembly.Location);

        Assert.Equal((1, 1, 2, 2, 2), (cut.Exit, changed.Exit, kindless.Exit, absent.Exit, noText.Exit));
        Assert.Equal("broken: entry 4: the export ends before its head", Assert.Single(cut.Output));
        Assert.Equal("broken: entry 2: its content does not match its hash", Assert.Single(changed.Output));
        Assert.Equal("unreadable: line 3 is not an entry as a console exports it\n", kindless.Error);
    }

    private async Task<Typed> VerifyAsync(string[] lines)
    {
        var file = Path.Combine(_folder, Guid.NewGuid().ToString("N"));
        await File.WriteAllLinesAsync(file, lines);
        return await Typed.RunAsync("ledger", "verify", file);
    }
}
