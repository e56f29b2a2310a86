using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Ledger;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Ledger;

public sealed class ExportHeadJobTests : IDisposable
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly string _folder = Directory.CreateTempSubdirectory("agentconsole-heads-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_head_is_written_signed_when_it_moved_and_left_when_it_did_not()
    {
        await using var console = await StartAsync(Path.Combine(_folder, "heads"));
        var job = console.Get<ExportHeadJob>();
        await HappenAsync(console);

        Assert.Equal(1, (await job.RunOnceAsync(default)).Done);
        var first = await HeadAsync();
        Assert.Equal(0, (await job.RunOnceAsync(default)).Done);
        await HappenAsync(console);
        Assert.Equal(1, (await job.RunOnceAsync(default)).Done);
        var second = await HeadAsync();

        Assert.True(LedgerSigner.IsGenuine(first) && LedgerSigner.IsGenuine(second) && second.Seq == first.Seq + 1);
        Assert.Equal(["ledger-head-2026-04-10.json", "ledger-head.json"], Directory.GetFiles(Path.Combine(_folder, "heads")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_a_folder_nothing_is_signed()
    {
        await using var console = await StartAsync("");

        Assert.StartsWith("Switched off", (await console.Get<ExportHeadJob>().RunOnceAsync(default)).Summary, StringComparison.Ordinal);
        Assert.Empty(await console.WholeLedgerAsync());
    }

    [Fact]
    public void A_folder_that_depends_on_where_one_stands_is_refused_at_start() =>
        Assert.Single(new LedgerOptions { HeadFolder = "heads" }.Faults());

    private static Task<TestConsole> StartAsync(string folder) =>
        TestConsole.StartAsync(DatabaseProvider.Sqlite, services => services.AddAccess().AddLedger(new() { HeadFolder = folder }));

    private static Task<bool> HappenAsync(TestConsole console) => console.Transaction.RunAsync((db, _) =>
    {
        console.Ledger.Append(db, new Caller.Server(), new Happened("it happened", null));
        return Task.FromResult(true);
    }, CancellationToken.None);

    private async Task<SignedHead> HeadAsync() =>
        JsonSerializer.Deserialize<SignedHead>(await File.ReadAllTextAsync(Path.Combine(_folder, "heads", "ledger-head.json")), Form)!;
}
