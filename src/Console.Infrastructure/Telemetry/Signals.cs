using System.Diagnostics;
using System.Diagnostics.Metrics;
using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>What the console tells of itself: spans and figures, with names and ids, never an argument, a text or a secret.</summary>
public static class Signals
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "AgentConsole";

    private static readonly ActivitySource Spans = new(Name);
    private static readonly Meter Figures = new(Name);

    private static readonly Counter<long> Proposals =
        Figures.CreateCounter<long>("agentconsole.proposals", "{proposal}", "Proposals taken in, by verdict and code of denial.");

    private static readonly Counter<long> Refusals =
        Figures.CreateCounter<long>("agentconsole.intake.refused", "{attempt}", "Proposals that were not taken in and not recorded, by code.");

    private static readonly Counter<long> Decisions =
        Figures.CreateCounter<long>("agentconsole.decisions", "{decision}", "Decisions of reviewers, by kind.");

    private static readonly Histogram<double> Engines =
        Figures.CreateHistogram<double>("agentconsole.policy.outside.duration", "s", "How long a policy engine elsewhere took, by what it said.");

    private static readonly Histogram<double> Appends =
        Figures.CreateHistogram<double>("agentconsole.ledger.append.duration", "s", "How long one entry took to be sealed.");

    private static readonly Histogram<double> Commits =
        Figures.CreateHistogram<double>("agentconsole.transaction.duration", "s", "How long a shared commit took, from begin to durable.");

    private static readonly Histogram<int> Batches =
        Figures.CreateHistogram<int>("agentconsole.transaction.batch_size", "{operation}", "How many operations shared a commit.");

    public static Activity? Propose(Propose command) => Spans.StartActivity("propose")
        ?.SetTag("agentconsole.agent", command.Caller.Name).SetTag("agentconsole.environment", command.Caller.Environment);

    /// <summary>A proposal was recorded; a replay is told on its span and not counted again.</summary>
    public static void Proposed(Activity? span, Proposal proposal, bool isReplay)
    {
        span?.SetTag("agentconsole.proposal", proposal.Id.ToString()).SetTag("agentconsole.verdict", WireName.Of(proposal.Verdict))
            .SetTag("agentconsole.replay", isReplay);
        if (isReplay) return;
        Proposals.Add(1, new("verdict", WireName.Of(proposal.Verdict)), new("code", proposal.DenialCode ?? "none"));
    }

    /// <summary>An attempt was refused before anything was recorded.</summary>
    public static void IntakeRefused(string code) => Refusals.Add(1, new KeyValuePair<string, object?>("code", code));

    public static Activity? Decide(Decide command) => Spans.StartActivity("decide")
        ?.SetTag("agentconsole.proposal", command.ProposalId.ToString()).SetTag("agentconsole.decision", WireName.Of(command.Kind));

    public static void Decided(Activity? span, DecisionKind kind, ProposalStatus now)
    {
        span?.SetTag("agentconsole.state", WireName.Of(now));
        Decisions.Add(1, new KeyValuePair<string, object?>("kind", WireName.Of(kind)));
    }

    public static Activity? AskOutside() => Spans.StartActivity("ask_outside");

    /// <summary>A policy engine elsewhere was asked.</summary>
    /// <param name="said">Allow, review, or the code of the denial.</param>
    public static void AskedOutside(Activity? span, string said, TimeSpan took)
    {
        span?.SetTag("agentconsole.outcome", said);
        Engines.Record(took.TotalSeconds, new KeyValuePair<string, object?>("outcome", said));
    }

    public static Activity? Redeem(GrantId grant) => Spans.StartActivity("redeem")?.SetTag("agentconsole.grant", grant.ToString());

    public static Activity? Deliver(string delivery) => Spans.StartActivity("deliver")?.SetTag("agentconsole.delivery", delivery);

    /// <summary>How a span ended, by the name of the outcome's case.</summary>
    public static void Ended(Activity? span, object outcome) => span?.SetTag("agentconsole.outcome", outcome.GetType().Name);

    /// <summary>One shared commit; linked to what waited for it.</summary>
    public static Activity? Commit(IEnumerable<ActivityContext> origins, int count) => Spans.HasListeners()
        ? Spans.StartActivity(ActivityKind.Internal, links: origins.Select(origin => new ActivityLink(origin)), name: "commit")?.SetTag("agentconsole.batch_size", count)
        : null;

    public static void Committed(int count, TimeSpan took)
    {
        Batches.Record(count);
        Commits.Record(took.TotalSeconds);
    }

    public static void Appended(TimeSpan took) => Appends.Record(took.TotalSeconds);
}
