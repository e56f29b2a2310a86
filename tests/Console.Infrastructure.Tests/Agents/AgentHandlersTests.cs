using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Tests.Tools;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Agents;

public sealed class AgentHandlersTests
{
    private const string Name = "support-triage-v3";

    [Theory, EveryDatabase]
    public async Task A_registered_agent_is_known_from_the_answer_on(DatabaseProvider provider)
    {
        await using var console = await WithRefundAsync(provider);
        var registrar = A.Person("Dora", Role.Dri);

        Assert.Equal(new AgentOutcome.Registered(Name), await console.RegisterAsync(A.Agent().Document(), registrar));

        var loaded = console.Get<AgentCache>().Find(Name)!;
        Assert.Equal((Name, "dri@example.com", 1, false), (loaded.Name, loaded.Dri, loaded.Version, loaded.IsArchived));
        Assert.NotNull(loaded.EntryOf("billing.refund", "production"));
        Assert.Null(loaded.EntryOf("billing.refund", "dev"));
        Assert.Equal(registrar.Id, await console.ReadAsync(db => db.Agents.Select(agent => agent.RegisteredBy).SingleAsync()));
    }

    [Theory, EveryDatabase]
    public async Task The_chain_holds_no_address_of_anybody(DatabaseProvider provider)
    {
        await using var console = await WithRefundAsync(provider);

        await console.RegisterAsync(A.Agent().Document());

        var entry = (await console.WholeLedgerAsync())[^1];
        Assert.Equal(("agent_registered", "agent:" + Name), (entry.Kind, entry.Subject));
        Assert.DoesNotContain("@", entry.Payload, StringComparison.Ordinal);
        var hash = await console.ReadAsync(db => db.Agents.Select(agent => agent.DocumentHash).SingleAsync());
        Assert.DoesNotContain(hash, entry.Payload, StringComparison.Ordinal);
        var kept = await console.ReadAsync(db => db.LedgerPersonalValues.Where(value => value.Seq == entry.Seq).ToListAsync());
        Assert.Equal("dri@example.com", kept.Single(value => value.Name == "dri").Value);
    }

    [Theory, EveryDatabase]
    public async Task A_change_holds_at_once_and_counts_the_version(DatabaseProvider provider)
    {
        await using var console = await WithRefundAsync(provider);
        await console.RegisterAsync(A.Agent().Document());

        var outcome = await console.ChangeAsync(Name, A.Agent().Stage(Stage.Propose).Document(), seen: 1);

        Assert.Equal(new AgentOutcome.Changed(Name, 2), outcome);
        Assert.Equal((Stage.Propose, 2), (console.Get<AgentCache>().Find(Name)!.Stage, console.Get<AgentCache>().Find(Name)!.Version));
        Assert.Equal(new AgentOutcome.Unchanged(Name, 2), await console.ChangeAsync(Name, A.Agent().Stage(Stage.Propose).Document(), seen: 2));
        Assert.Equal(new AgentOutcome.Stale(2), await console.ChangeAsync(Name, A.Agent().Document(), seen: 1));
        Assert.Equal("agent_changed", (await console.WholeLedgerAsync())[^1].Kind);
    }

    [Theory, EveryDatabase]
    public async Task Of_eight_changes_from_the_same_version_one_wins(DatabaseProvider provider)
    {
        await using var console = await WithRefundAsync(provider);
        await console.RegisterAsync(A.Agent().Document());

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(number => console.ChangeAsync(Name, A.Agent().MayUse("billing.refund", $$"""{"maxProperties":{{number}}}""").Document(), seen: 1)));

        Assert.Single(outcomes.OfType<AgentOutcome.Changed>());
        Assert.Equal(7, outcomes.OfType<AgentOutcome.Stale>().Count());
    }

    [Theory, EveryDatabase]
    public async Task An_archived_agent_may_nothing_and_keeps_its_name(DatabaseProvider provider)
    {
        await using var console = await WithRefundAsync(provider);
        await console.RegisterAsync(A.Agent().Document());
        await console.AddAsync(new AgentKey
        {
            Id = AgentKeyId.New(A.Moment),
            Agent = Name,
            Environment = "production",
            Prefix = "abcdefghijkl",
            SecretHash = new byte[32],
            IssuedAt = A.Moment,
            ExpiresAt = A.Moment.AddDays(1),
        });

        var outcome = await console.Get<ArchiveAgentHandler>().HandleAsync(new(new Caller.Server(), Name), default);

        Assert.Equal(new AgentOutcome.Archived(Name, 1), outcome);
        Assert.True(console.Get<AgentCache>().Find(Name)!.IsArchived);
        Assert.NotNull(await console.ReadAsync(db => db.AgentKeys.Select(key => key.RevokedAt).SingleAsync()));
        Assert.Equal(new AgentOutcome.NameTaken(Name, true), await console.RegisterAsync(A.Agent().Document()));
        Assert.Equal(new AgentOutcome.NameTaken(Name, true), await console.ChangeAsync(Name, A.Agent().Stage(Stage.Propose).Document()));
    }

    [Theory, EveryDatabase]
    public async Task What_an_archived_agent_had_under_way_is_over_and_it_is_told(DatabaseProvider provider)
    {
        await using var console = await WithRefundAsync(provider);
        await console.RegisterAsync(A.Agent().Document());
        var waiting = A.Proposal().CalledBack("https://agent.example/hook").Build();
        var (frozen, released, running) = (A.Proposal().In(ProposalStatus.Frozen).Build(), A.Proposal().In(ProposalStatus.Released).Build(), A.Proposal().In(ProposalStatus.Running).Build());
        await console.AddAsync(waiting, frozen, released, running);
        await console.AddAsync(Grant.Issue(released, A.Clearance(released), A.Moment));

        await console.Get<ArchiveAgentHandler>().HandleAsync(new(new Caller.Server(), Name), default);

        var after = await console.ReadAsync(db => db.Proposals.AsNoTracking().ToDictionaryAsync(row => row.Id, row => (row.Status, row.ReasonCode)));
        Assert.Equal((ProposalStatus.Withdrawn, "agent_archived"), after[waiting.Id]);
        Assert.Equal((ProposalStatus.Withdrawn, "agent_archived"), after[frozen.Id]);
        Assert.Equal((ProposalStatus.Revoked, "agent_archived"), after[released.Id]);
        Assert.Equal((ProposalStatus.Running, null), after[running.Id]);
        Assert.NotNull(await console.ReadAsync(db => db.Grants.Select(grant => grant.RevokedAt).SingleAsync()));
        Assert.Equal(waiting.Id, await console.ReadAsync(db => db.Outbox.Select(item => item.ProposalId).SingleAsync()));
        Assert.Equal(["agent_archived", "proposal_revoked", "proposal_withdrawn", "proposal_withdrawn"],
            (await console.WholeLedgerAsync())[^4..].Select(entry => entry.Kind).Order());
    }

    [Fact]
    public async Task A_dri_changes_and_archives_own_agents_only()
    {
        await using var console = await WithRefundAsync(DatabaseProvider.Sqlite);
        await console.RegisterAsync(A.Agent().Document());
        var own = await PersonAsync(console, "Dri@Example.com");
        var other = await PersonAsync(console, "other@example.com");

        Assert.IsType<AgentOutcome.NotYourAgent>(await console.ChangeAsync(Name, A.Agent().Stage(Stage.Propose).Document(), null, other));
        Assert.IsType<AgentOutcome.NotYourAgent>(await console.Get<ArchiveAgentHandler>().HandleAsync(new(other, Name), default));
        Assert.IsType<AgentOutcome.Registered>(await console.RegisterAsync(A.Agent("new").Document(), other));
        Assert.IsType<AgentOutcome.Changed>(await console.ChangeAsync(Name, A.Agent().Stage(Stage.Propose).Document(), null, own));
        Assert.IsType<AgentOutcome.Archived>(await console.Get<ArchiveAgentHandler>().HandleAsync(new(own, Name), default));
    }

    [Fact]
    public async Task A_name_is_taken_once()
    {
        await using var console = await WithRefundAsync(DatabaseProvider.Sqlite);
        await console.RegisterAsync(A.Agent().Document());

        Assert.Equal(new AgentOutcome.NameTaken(Name, false), await console.RegisterAsync(A.Agent().Document()));
    }

    [Fact]
    public async Task A_manifest_that_names_no_tool_is_refused()
    {
        await using var console = await ToolConsole.StartAsync(DatabaseProvider.Sqlite);

        var malformed = Assert.IsType<AgentOutcome.Malformed>(await console.RegisterAsync(A.Agent().Document()));

        Assert.Equal(("/manifest/0/tool", "tool_unknown"), (malformed.Faults[0].Pointer, malformed.Faults[0].Code));
    }

    [Fact]
    public async Task Argument_limits_that_are_no_schema_are_refused()
    {
        await using var console = await WithRefundAsync(DatabaseProvider.Sqlite);

        var malformed = Assert.IsType<AgentOutcome.Malformed>(
            await console.RegisterAsync(A.Agent().MayUse("billing.refund", """{"properties":{"amount":{"maximum":"500"}}}""").Document()));

        Assert.Equal("/manifest/0/arguments/properties/amount/maximum", malformed.Faults[0].Pointer);
    }

    [Fact]
    public async Task A_document_under_another_name_is_no_change()
    {
        await using var console = await WithRefundAsync(DatabaseProvider.Sqlite);
        await console.RegisterAsync(A.Agent().Document());

        Assert.IsType<AgentOutcome.Malformed>(await console.ChangeAsync(Name, A.Agent("other").Document()));
        Assert.IsType<AgentOutcome.Unknown>(await console.ChangeAsync("other", A.Agent("other").Document()));
    }

    [Theory, InlineData(Role.Reviewer), InlineData(Role.Finance), InlineData(Role.Oncall), InlineData(Role.Auditor)]
    public async Task Others_may_not_manage_agents(Role role)
    {
        await using var console = await WithRefundAsync(DatabaseProvider.Sqlite);
        var somebody = A.Person("Somebody", role);

        Assert.IsType<AgentOutcome.RoleMissing>(await console.RegisterAsync(A.Agent().Document(), somebody));
        Assert.IsType<AgentOutcome.RoleMissing>(await console.ChangeAsync(Name, A.Agent().Document(), null, somebody));
        Assert.IsType<AgentOutcome.RoleMissing>(await console.Get<ArchiveAgentHandler>().HandleAsync(new(somebody, Name), default));
    }

    private static async Task<Caller.Person> PersonAsync(TestConsole console, string email)
    {
        var person = A.Person(email, Role.Dri);
        await console.AddAsync(new Person { Id = person.Id.Value, Email = email, NormalizedEmail = email.ToUpperInvariant(), DisplayName = email, AddedAt = A.Moment });
        return person;
    }

    private static async Task<TestConsole> WithRefundAsync(DatabaseProvider provider)
    {
        var console = await ToolConsole.StartAsync(provider);
        await console.AcceptAsync(A.Tool().Document());
        return console;
    }
}
