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
    private PersonId _rita;

    public async ValueTask InitializeAsync()
    {
        _console = await RunningConsole.StartAsync();
        await _console.Seed.ToolAsync(Seed.RefundTool);
        await _console.Seed.AgentAsync("support");
        await _console.Seed.AgentAsync("other");
        _support = await _console.Seed.KeyAsync("support");
        _staging = await _console.Seed.KeyAsync("support", "staging");
        _other = await _console.Seed.KeyAsync("other");
        await _console.Seed.PersonAsync("Root", Role.Admin);
        _rita = await _console.Seed.PersonAsync("Rita", Role.Reviewer);
        _reviewer = await _console.Seed.TokenAsync(_rita);
    }

    public async ValueTask DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task A_proposal_is_told_to_its_agent_and_to_people_by_id_alone()
    {
        await using var agent = await HubListener.OpenAsync(_console.Address, _support);
        await using var person = await HubListener.OpenAsync(_console.Address, _reviewer);
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
        await using var other = await HubListener.OpenAsync(_console.Address, _other);
        await using var staging = await HubListener.OpenAsync(_console.Address, _staging);
        await using var own = await HubListener.OpenAsync(_console.Address, _support);
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
        await using var agent = await HubListener.OpenAsync(_console.Address, _support);
        await using var other = await HubListener.OpenAsync(_console.Address, _other);
        await using var person = await HubListener.OpenAsync(_console.Address, _reviewer);

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
        await using var agent = await HubListener.OpenAsync(_console.Address, _support);
        await using var other = await HubListener.OpenAsync(_console.Address, _other);
        var keys = await _console.App.Services.GetRequiredService<AgentKeyQuery>().OfAgentAsync("support", CancellationToken.None);

        foreach (var key in keys)
        {
            await _console.App.Services.GetRequiredService<RevokeAgentKeyHandler>()
                .HandleAsync(new RevokeAgentKey(new Caller.Server(), "support", key.Id), CancellationToken.None);
        }

        await agent.EndsAsync();
        await Assert.ThrowsAsync<WebSocketException>(() => HubListener.OpenAsync(_console.Address, _support));
        Assert.True(other.IsOpen);
    }

    [Fact]
    public async Task Messages_have_the_members_that_clients_outside_were_promised_and_no_other()
    {
        await using var person = await HubListener.OpenAsync(_console.Address, _reviewer);
        using var client = _console.Client(_support);

        await client.ProposedAsync(Wire.Refund);
        await StopAsync("support");
        await person.HearsAsync(LiveMessages.AgentStopped);
        await person.HearsAsync(LiveMessages.QueueChanged);
        await person.HearsAsync(LiveMessages.ProposalChanged);

        Assert.Equal(["id", "state", "verdict", "version"], MembersOf("proposalChanged"));
        Assert.Equal(["agent", "reason"], MembersOf("agentStopped"));
        Assert.Empty(person.Heard.First(message => message.Target == "queueChanged").Arguments.EnumerateArray());

        IEnumerable<string> MembersOf(string target) => Assert.Single(person.Heard.First(message => message.Target == target).Arguments.EnumerateArray())
            .EnumerateObject().Select(member => member.Name);
    }

    [Fact]
    public async Task Whoever_does_not_decide_hears_of_proposals_but_not_of_the_queue()
    {
        await using var auditor = await HubListener.OpenAsync(_console.Address, await _console.Seed.TokenAsync(await _console.Seed.PersonAsync("Otto", Role.Auditor)));
        using var client = _console.Client(_support);

        await client.ProposedAsync(Wire.Refund);
        await auditor.HearsAsync(LiveMessages.ProposalChanged);
        await StopAsync("support");
        await auditor.HearsAsync(LiveMessages.AgentStopped);

        Assert.DoesNotContain(auditor.Heard, message => message.Target == LiveMessages.QueueChanged);
    }

    [Fact]
    public async Task Somebody_else_who_signs_in_or_loses_a_right_ends_nobodys_connection()
    {
        await using var rita = await HubListener.OpenAsync(_console.Address, _reviewer);
        var otto = await _console.Seed.PersonAsync("Otto", Role.Auditor);
        await using var gone = await HubListener.OpenAsync(_console.Address, await _console.Seed.TokenAsync(otto));
        var signIn = _console.App.Services.GetRequiredService<SignInHandler>();

        await signIn.HandleAsync(new(Seed.EmailOf("Rita"), new(Seed.PasswordOf("Rita"))), CancellationToken.None);
        await signIn.HandleAsync(new(Seed.EmailOf("Rita"), new("not the pass phrase at all")), CancellationToken.None);
        await _console.App.Services.GetRequiredService<DisablePersonHandler>().HandleAsync(new(new Caller.Server(), otto, true), CancellationToken.None);
        await gone.EndsAsync();
        await StopAsync("support");

        await rita.HearsAsync(LiveMessages.AgentStopped);
        Assert.True(rita.IsOpen);
    }

    [Fact]
    public async Task Other_roles_or_a_revoked_token_end_that_persons_connections()
    {
        var services = _console.App.Services;
        await using var demoted = await HubListener.OpenAsync(_console.Address, _reviewer);
        await services.GetRequiredService<ChangeRolesHandler>().HandleAsync(new(new Caller.Server(), _rita, new HashSet<Role> { Role.Auditor }), CancellationToken.None);
        await demoted.EndsAsync();

        await using var revoked = await HubListener.OpenAsync(_console.Address, _reviewer);
        await using var other = await HubListener.OpenAsync(_console.Address, await _console.Seed.TokenAsync(_rita));
        var tokens = await services.GetRequiredService<TokenQuery>().OfPersonAsync(_rita, CancellationToken.None);
        var first = tokens.Single(token => _reviewer.Contains(token.Prefix, StringComparison.Ordinal));
        await services.GetRequiredService<RevokeTokenHandler>().HandleAsync(new(new Caller.Server(), first.Id), CancellationToken.None);

        await revoked.EndsAsync();
        Assert.True(other.IsOpen);
    }

    [Fact]
    public async Task A_key_or_a_token_that_expires_stops_hearing()
    {
        var services = _console.App.Services;
        // The framework looks at the real clock: long enough to connect on a busy machine.
        var soon = DateTimeOffset.UtcNow.AddSeconds(10);
        var key = await services.GetRequiredService<IssueAgentKeyHandler>().HandleAsync(new(new Caller.Server(), "support", "production", null, soon), CancellationToken.None);
        var token = await services.GetRequiredService<IssueTokenHandler>().HandleAsync(new(new Caller.Server(), _rita, "short", soon), CancellationToken.None);
        await using var agent = await HubListener.OpenAsync(_console.Address, ((IssueAgentKeyOutcome.Issued)key).Secret.Reveal());
        await using var person = await HubListener.OpenAsync(_console.Address, ((IssueTokenOutcome.Issued)token).Secret.Reveal());

        await agent.EndsAsync();
        await person.EndsAsync();
    }

    [Fact]
    public async Task Whoever_says_nothing_about_himself_is_not_let_in()
    {
        using var nobody = _console.Client();

        using var answer = await nobody.PostAsync(new Uri("/hubs/live/negotiate?negotiateVersion=1", UriKind.Relative), null);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private async Task StopAsync(string agent) => await _console.App.Services.GetRequiredService<StopHandler>()
        .HandleAsync(new Stop(new Caller.Server(), StopTarget.Agent(agent), "it repeats itself"), CancellationToken.None);
}
