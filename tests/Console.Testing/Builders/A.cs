using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Testing.Builders;

/// <summary>Where a test gets what it needs but does not care about: <c>A.Proposal().Risky().Build()</c>.</summary>
public static class A
{
    /// <summary>When a <see cref="FakeClock"/> starts, so that what is built and what is run agree on the time.</summary>
    public static DateTimeOffset Moment { get; } = new FakeClock().GetUtcNow();

    public static ProposalBuilder Proposal() => new();

    public static ToolBuilder Tool(string name = "billing.refund") => new(name);

    public static AgentBuilder Agent(string name = "support-triage-v3") => new(name);

    public static Caller.Agent AgentCaller(string name = "support-triage-v3", string environment = "production") =>
        new(name, environment, AgentKeyId.New(Moment));

    /// <summary>As if the stop switch had just been looked at.</summary>
    public static Clearance Clearance(Proposal proposal) => new(proposal.Agent, proposal.Tool);

    /// <summary>Somebody else each time: two reviewers are two people.</summary>
    public static Caller.Person Reviewer(string name = "Ana Reviewer") => Person(name, Role.Reviewer);

    public static Caller.Person Person(string name, params Role[] roles) => new(PersonId.New(Moment), name, roles.ToHashSet());
}
