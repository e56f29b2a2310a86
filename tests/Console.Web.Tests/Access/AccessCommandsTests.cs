using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Persistence;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Tests.Shell;
using Xunit;

namespace AgentConsole.Web.Tests.Access;

/// <summary>The verbs as somebody types them: each a process of its own over one folder.</summary>
public sealed class AccessCommandsTests
{
    [Fact]
    public async Task A_secret_stands_alone_on_standard_output_and_works()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var folder = database.Options.DataFolder;

        var added = await RunAsync(folder, null, "users", "add", "Rita@example.com", "--role", "reviewer", "oncall");
        var issued = await RunAsync(folder, null, "tokens", "issue", "rita@example.com", "--days", "7");

        Assert.Equal((0, 0), (added.Exit, issued.Exit));
        Assert.Contains("reviewer oncall", added.Error, StringComparison.Ordinal);
        var (password, token) = (Assert.Single(added.Output), Assert.Single(issued.Output));
        Assert.StartsWith("acp_", token, StringComparison.Ordinal);
        await using var console = await TestConsole.StartAsync(database, new FakeClock(TimeProvider.System.GetUtcNow()), services => services.AddAccess());
        Assert.IsType<SignInOutcome.Admitted>(await console.Get<SignInHandler>().HandleAsync(new("rita@example.com", new(password)), CancellationToken.None));
        var accepted = Assert.IsType<BearerOutcome.Accepted>(await console.Get<BearerCheck>().CheckAsync(token, CancellationToken.None));
        Assert.True(Assert.IsType<Caller.Person>(accepted.Caller).Roles.SetEquals([Role.Reviewer, Role.Oncall]));
    }

    [Fact]
    public async Task A_password_from_standard_input_is_held_to_the_rules_and_not_repeated()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        string[] verb = ["users", "add", "rita@example.com", "--role", "reviewer", "--password-stdin"];

        var weak = await RunAsync(database.Options.DataFolder, "passwordpassword", verb);
        var taken = await RunAsync(database.Options.DataFolder, "correct fjord saddle envelope", verb);

        Assert.Equal((1, 0), (weak.Exit, taken.Exit));
        Assert.Contains("first that anybody tries", weak.Error, StringComparison.Ordinal);
        Assert.Empty(weak.Output.Concat(taken.Output));
    }

    [Fact]
    public async Task What_is_refused_and_what_is_mistyped_end_differently()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var folder = database.Options.DataFolder;

        var unknown = await RunAsync(folder, null, "keys", "issue", "nobody", "--environment", "production");
        var mistyped = await RunAsync(folder, null, "users", "add", "rita@example.com", "--role", "king");
        var tooLong = await RunAsync(folder, null, "tokens", "issue", "rita@example.com", "--days", "10000");

        Assert.Equal((1, CommandLine.BadUsage, CommandLine.BadUsage), (unknown.Exit, mistyped.Exit, tooLong.Exit));
        Assert.Contains("There is no such agent", unknown.Error, StringComparison.Ordinal);
        Assert.Empty(unknown.Output.Concat(mistyped.Output).Concat(tooLong.Output));
    }

    private static Task<Typed> RunAsync(string folder, string? input, params string[] verb) => Typed.RunAsync(input, [.. verb, "--data", folder]);
}
