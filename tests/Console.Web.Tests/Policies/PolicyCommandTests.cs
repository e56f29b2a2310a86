using AgentConsole.Testing;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Tests.Shell;
using Xunit;

namespace AgentConsole.Web.Tests.Policies;

public sealed class PolicyCommandTests : IDisposable
{
    private static readonly string Samples = Path.Combine(Repository.Root, "samples");
    private readonly string _folder = Directory.CreateTempSubdirectory("console-web-tests-").FullName;

    public static TheoryData<string, string> EverySet => new()
    {
        { "policies/refund-limits.yaml", "policies/tools.yaml" },
        { "policies/pii-then-external.yaml", "policies/tools.yaml" },
        { "policies/environment-ladder.yaml", "policies/tools.yaml" },
        { "policies/business-hours.yaml", "policies/tools.yaml" },
        { "policies/two-persons.yaml", "policies/tools.yaml" },
        { "policies/untrusted-origins.yaml", "policies/tools.yaml" },
        { "demo/policies.yaml", "demo/tools.yaml" },
    };

    [Theory, MemberData(nameof(EverySet))]
    public async Task Every_set_to_start_from_passes_its_own_tests(string set, string tools)
    {
        var typed = await Typed.RunAsync("policy", "check", Path.Combine(Samples, set), Path.Combine(Samples, tools));

        Assert.Equal((0, ""), (typed.Exit, typed.Error));
        Assert.Contains("sound", string.Join("\n", typed.Output), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("permit(principal, action, resource)\n when { oops( };", 1, ":2:")]
    [InlineData("permit(principal == ?principal, action, resource);", 1, "template")]
    [InlineData("permit(principal, action, resource);", 0, "")]
    public async Task A_text_alone_is_read_and_its_faults_have_a_place(string text, int exit, string said)
    {
        var typed = await Typed.RunAsync("policy", "check", Write("refunds.cedar", text));

        Assert.Equal(exit, typed.Exit);
        Assert.Contains(said, typed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_that_fails_or_cannot_be_run_refuses_the_set()
    {
        const string Set = """
            kind: PolicySet
            name: refunds
            engine: cedar
            text: "forbid(principal, action, resource);"
            tests: [{name: small, given: {tool: billing.refund, args: {order_id: W-1, amount: 5}}, expect: {verdict: allow}}]
            """;
        var file = Write("set.yaml", Set);

        var failed = await Typed.RunAsync("policy", "check", file, Path.Combine(Samples, "policies", "tools.yaml"));
        var alone = await Typed.RunAsync("policy", "check", file);

        Assert.Equal((CommandLine.Refused, CommandLine.Refused), (failed.Exit, alone.Exit));
        Assert.Contains("test 'small': expected allow, got deny", failed.Error, StringComparison.Ordinal);
        Assert.Contains("not run", alone.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_file_or_holds_no_set_is_unreadable()
    {
        var missing = await Typed.RunAsync("policy", "check", Path.Combine(_folder, "nothing.yaml"));
        var gone = await Typed.RunAsync("policy", "check", Path.Combine(_folder, "nothing.cedar"));
        var tools = await Typed.RunAsync("policy", "check", Path.Combine(Samples, "policies", "tools.yaml"));
        var broken = await Typed.RunAsync("policy", "check", Write("broken.yaml", "kind: ["));

        Assert.All([missing, gone, tools, broken], typed => Assert.Equal(CommandLine.BadUsage, typed.Exit));
    }

    [Fact]
    public async Task A_backtest_tells_what_would_change_in_the_store()
    {
        var store = Path.Combine(_folder, "store");
        var applied = await Typed.RunAsync("apply", Path.Combine(Samples, "policies", "tools.yaml"), Path.Combine(Samples, "policies", "two-persons.yaml"), "--data", store);

        var typed = await Typed.RunAsync("policy", "backtest", Path.Combine(Samples, "policies", "two-persons.yaml"), "--days", "30", "--data", store);

        Assert.Equal((0, 0), (applied.Exit, typed.Exit));
        Assert.Contains("two-persons: Of 0 proposals in 30 days, 0 would change.", string.Join("\n", typed.Output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backtest_needs_a_store_and_makes_none()
    {
        var nowhere = Path.Combine(_folder, "nowhere");

        var typed = await Typed.RunAsync("policy", "backtest", Path.Combine(Samples, "policies", "two-persons.yaml"), "--data", nowhere);

        Assert.Equal(CommandLine.BadUsage, typed.Exit);
        Assert.False(Directory.Exists(nowhere));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
