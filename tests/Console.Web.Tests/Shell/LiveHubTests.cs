using System.Net;
using System.Net.WebSockets;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Testing;
using AgentConsole.Web.Shell;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Shell;

public sealed class LiveHubTests : IAsyncLifetime
{
    private RunningConsole _console = null!;
    private string _support = "";
    private string _other = "";
    private string _staging = "";
    private string _reviewer = "";

    public async ValueTask InitializeAsync()
    {
        _console = await RunningConsole.StartAsync();
        await _console.Seed.ToolAsync(Seed.RefundTool);
        await _console.Seed.AgentAsync("support");
        await _console.Seed.AgentAsync("other");
        _support = await _console.Seed.KeyAsync("support");
        _staging = await _console.Seed.KeyAsync("support", "staging");
        _other = await _console.Seed.KeyAsync("other");
        _reviewer = await _console.Seed.TokenAsync(await _console.Seed.PersonAsync("Rita", Role.Reviewer));
    }

    public async ValueTask DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task A_proposal_is_told_to_its_agent_and_to_people_by_id_alone()
    {
        await using var agent = await HubListener.OpenAsync(_console, _support);
        await using var person = await HubListener.OpenAsync(_console, _reviewer);
        using var client = _console.Client(_support);

        var proposed = await client.ProposedAsync(Wire.Refund);

        await agent.HearsAsync(LiveMessages.ProposalChanged);
        await person.HearsAsync(LiveMessages.ProposalChanged);
        await person.HearsAsync(LiveMessages.QueueChanged);
        var message = Assert.Single(agent.Heard.First().Arguments.EnumerateArray());
        Assert.Equal(["id", "state", "verdict", "version"], message.EnumerateObject().Select(member => member.Name));
        Assert.Equal((proposed.Text("id"), "pending", "review"), (message.Text("id"), message.Text("state"), message.Text("verdict")));
    }

    [Fact]
    public async Task Nobody_elses_agent_hears_of_it_and_no_agent_hears_of_the_queue()
    {
        await using var other = await HubListener.OpenAsync(_console, _other);
        await using var staging = await HubListener.OpenAsync(_console, _staging);
        await using var own = await HubListener.OpenAsync(_console, _support);
        using var client = _console.Client(_support);
        using var otherClient = _console.Client(_other);

        await client.ProposedAsync(Wire.Refund);
        await own.HearsAsync(LiveMessages.ProposalChanged);
        var theirs = await otherClient.ProposedAsync(Wire.Refund);
        await other.HearsAsync(LiveMessages.ProposalChanged);

        Assert.Equal(theirs.Text("id"), Assert.Single(other.Heard).Arguments[0].Text("id"));
        Assert.Empty(staging.Heard);
        Assert.DoesNotContain(own.Heard, message => message.Target == LiveMessages.QueueChanged);
    }

    [Fact]
    public async Task A_stop_is_told_to_the_agent_that_it_stops_and_to_people()
    {
        await using var agent = await HubListener.OpenAsync(_console, _support);
        await using var other = await HubListener.OpenAsync(_console, _other);
        await using var person = await HubListener.OpenAsync(_console, _reviewer);

        await _console.App.Services.GetRequiredService<StopHandler>()
            .HandleAsync(new Stop(new Caller.Server(), StopTarget.Agent("support"), "it repeats itself"), CancellationToken.None);

        await agent.HearsAsync(LiveMessages.AgentStopped);
        await person.HearsAsync(LiveMessages.AgentStopped);
        var message = agent.Heard.Single(message => message.Target == LiveMessages.AgentStopped).Arguments[0];
        Assert.Equal(("support", "it repeats itself"), (message.Text("agent"), message.Text("reason")));
        Assert.Empty(other.Heard);
        Assert.True(agent.IsOpen);
    }

    [Fact]
    public async Task Whoever_lost_the_key_is_sent_away_and_cannot_come_back()
    {
        await using var agent = await HubListener.OpenAsync(_console, _support);
        await using var other = await HubListener.OpenAsync(_console, _other);
        var keys = await _console.App.Services.GetRequiredService<AgentKeyQuery>().OfAgentAsync("support", CancellationToken.None);

        foreach (var key in keys)
        {
            await _console.App.Services.GetRequiredService<RevokeAgentKeyHandler>()
                .HandleAsync(new RevokeAgentKey(new Caller.Server(), "support", key.Id), CancellationToken.None);
        }

        await agent.EndsAsync();
        await Assert.ThrowsAsync<WebSocketException>(() => HubListener.OpenAsync(_console, _support));
        Assert.True(other.IsOpen);
    }

    [Fact]
    public async Task Whoever_says_nothing_about_himself_is_not_let_in()
    {
        using var nobody = _console.Client();

        using var answer = await nobody.PostAsync(new Uri("/hubs/live/negotiate?negotiateVersion=1", UriKind.Relative), null);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
