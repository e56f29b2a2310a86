using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Persistence;
using AgentConsole.Web.Shell;
using Xunit;

namespace AgentConsole.Web.Tests.Shell;

/// <summary>What is mistyped ends with 2 and the usage, whatever verb it was meant for, and touches no store.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("policy")]
    [InlineData("policy chek refunds.cedar")]
    [InlineData("policy check")]
    [InlineData("policy backtest refunds.cedar --days 0")]
    [InlineData("policy backtest refunds.cedar --dys 7")]
    [InlineData("serv")]
    [InlineData("serve now")]
    [InlineData("--dat elsewhere")]
    [InlineData("serve --url http://127.0.0.1:0")]
    [InlineData("serve --Database:Provider Postgres")]
    [InlineData("serve --Provider=Postgres")]
    [InlineData("ledger")]
    [InlineData("ledger verfy")]
    [InlineData("ledger verify --dat elsewhere")]
    [InlineData("ledger verify --dat=elsewhere")]
    [InlineData("ledger verify --key x")]
    [InlineData("ledger verify --Database:Provider=Postgres")]
    [InlineData("users add rita@example.com --role reviewer --dat elsewhere")]
    [InlineData("users add --role=reviewer --dat elsewhere")]
    [InlineData("users add rita@example.com sam@example.com --role=reviewer")]
    [InlineData("tokens issue rita@example.com --dat elsewhere")]
    [InlineData("keys issue support --environment production --hold rita@example.com")]
    [InlineData("stop support --reason odd --dat elsewhere")]
    [InlineData("stop support")]
    [InlineData("stop --reason odd")]
    [InlineData("stop support --everything --reason odd")]
    [InlineData("apply tools.yaml --dry-rn")]
    [InlineData("demo --dat elsewhere")]
    [InlineData("demo --data")]
    [InlineData("replay runs.jsonl --tools tools.json --review approve")]
    [InlineData("users add rita@example.com --role reviewer --data=")]
    public async Task What_is_mistyped_ends_with_2_and_the_usage(string line)
    {
        var typed = await Typed.RunAsync(line.Split(' '));

        Assert.Equal((CommandLine.BadUsage, 0), (typed.Exit, typed.Output.Length));
        Assert.Contains("Usage:", typed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_named_before_the_usage()
    {
        var typed = await Typed.RunAsync("tokens", "issue", "rita@example.com", "--dat", "elsewhere");

        Assert.StartsWith("'--dat' means nothing here.", typed.Error, StringComparison.Ordinal);
        Assert.Contains("tokens issue", typed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stop support --reason odd")]
    [InlineData("tokens issue rita@example.com")]
    [InlineData("keys issue support --environment production")]
    [InlineData("users reset-password rita@example.com")]
    [InlineData("users reset-second-factor rita@example.com")]
    [InlineData("ledger verify")]
    public async Task A_verb_that_needs_a_store_makes_none(string line)
    {
        var nowhere = Path.Combine(Path.GetTempPath(), "console-nowhere-" + Guid.NewGuid().ToString("N"));

        var typed = await Typed.RunAsync([.. line.Split(' '), "--data", nowhere]);

        Assert.Equal((CommandLine.BadUsage, 0), (typed.Exit, typed.Output.Length));
        Assert.Contains("There is no store at", typed.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(nowhere));
    }

    [Fact]
    public async Task A_setting_that_cannot_be_is_said_in_a_sentence()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);

        var typed = await Typed.RunAsync("serve", "--data", database.Options.DataFolder, "--Database:Provider=Oracle");

        Assert.Equal((CommandLine.BadUsage, 0), (typed.Exit, typed.Output.Length));
        Assert.Contains("Oracle", typed.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", typed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_is_said_in_a_sentence()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseProvider.Sqlite);
        await File.WriteAllTextAsync(Path.Combine(database.Options.DataFolder, "console.db"), new string('x', 9_000));

        var typed = await Typed.RunAsync("stop", "support", "--reason", "odd", "--data", database.Options.DataFolder);

        Assert.Equal((CommandLine.BadUsage, 0), (typed.Exit, typed.Output.Length));
        Assert.Contains("file is not a database", Assert.Single(typed.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
