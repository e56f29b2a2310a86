using System.Net.Http.Json;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Reviews;

/// <summary>The time in which an approval can be undone, as it looks from outside.</summary>
public sealed class HoldingEndpointsTests : IAsyncDisposable
{
    private readonly FakeClock _clock = new();
    private readonly List<IAsyncDisposable> _running = [];

    [Fact]
    public async Task An_approval_is_held_undone_given_again_and_released_when_its_time_has_passed()
    {
        var (console, agent, reviewer) = await StartAsync();
        var proposal = await agent.ProposedAsync(Wire.Refund);
        var path = proposal.Text("status_url");
        await using (var db = await console.App.Services.GetRequiredService<IDbContextFactory<ConsoleDbContext>>().CreateDbContextAsync())
            await db.Proposals.ExecuteUpdateAsync(set => set.SetProperty(row => row.RiskScore, 45));

        using var approved = await reviewer.DecideAsync(proposal, "approve");
        var held = await approved.JsonAsync();
        Assert.Equal("holding", held.Text("state"));
        Assert.Equal(_clock.GetUtcNow().AddSeconds(10), held.GetProperty("holds_until").GetDateTimeOffset());
        Assert.False((await agent.GetFromJsonAsync<JsonElement>(path)).TryGetProperty("grant", out _));

        using var undone = await reviewer.PostAsync(path + "/undo", null);
        Assert.Equal((200, "pending"), ((int)undone.StatusCode, (await undone.JsonAsync()).Text("state")));
        using var nothing = await reviewer.PostAsync(path + "/undo", null);
        Assert.Equal((409, "not_holding"), ((int)nothing.StatusCode, await nothing.CodeAsync()));

        using var again = await reviewer.DecideAsync(proposal, "approve");
        _clock.Advance(TimeSpan.FromSeconds(10));
        using var late = await reviewer.PostAsync(path + "/undo", null);
        var released = await agent.GetFromJsonAsync<JsonElement>(path);

        Assert.Equal((200, 409, "released"), ((int)again.StatusCode, (int)late.StatusCode, released.Text("state")));
        Assert.NotEmpty(released.Text("grant")!);
    }

    [Fact]
    public async Task Only_who_may_decide_undoes_and_there_must_be_a_proposal()
    {
        var (console, agent, reviewer) = await StartAsync();
        var proposal = await agent.ProposedAsync(Wire.Refund);
        using var approved = await reviewer.DecideAsync(proposal, "approve");
        using var finance = console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("Fin", Role.Finance)));

        using var foreign = await finance.PostAsync(proposal.Text("status_url") + "/undo", null);
        using var unknown = await reviewer.PostAsync("/api/v1/proposals/prp_0/undo", null);

        Assert.Equal((403, "role_missing", 404), ((int)foreign.StatusCode, await foreign.CodeAsync(), (int)unknown.StatusCode));
    }

    [Fact]
    public async Task After_a_no_the_same_call_is_denied_and_the_agent_is_told_where_to_read_why()
    {
        var (_, agent, reviewer) = await StartAsync();
        var proposal = await agent.ProposedAsync(Wire.Refund);
        using var rejected = await reviewer.DecideAsync(proposal, "reject");

        var again = await agent.ProposedAsync(Wire.Refund);

        Assert.Equal(("deny", "denied", "refused_before"), (again.Text("verdict"), again.Text("state"), again.GetProperty("denial").Text("code")));
        Assert.Contains(proposal.Text("id")!, again.GetProperty("denial").Text("suggestion"), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var console in _running) await console.DisposeAsync();
    }

    private async Task<(RunningConsole Console, HttpClient Agent, HttpClient Reviewer)> StartAsync()
    {
        var (console, agent, reviewer) = await RunningConsole.StartWithRefundsAsync(
            builder => builder.Services.AddSingleton<TimeProvider>(_clock), "--Reviews:UndoSecondsMedium=10");
        _running.Add(console);
        return (console, agent, reviewer);
    }
}
