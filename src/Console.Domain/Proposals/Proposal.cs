using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Reviews.Permits;
using AgentConsole.Domain.Risk;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Proposals;

/// <summary>What an agent asks to do, pinned to the contract and the bytes it was read with, and how far it got.</summary>
public sealed class Proposal
{
    public required ProposalId Id { get; init; }
    public required string Agent { get; init; }
    public required AgentKeyId KeyId { get; init; }
    public required string Environment { get; init; }
    public required string IdempotencyKey { get; init; }
    /// <summary>Digest of everything the agent sent: tells a repeat from a second proposal under the same key.</summary>
    public required string SubmissionDigest { get; init; }

    public required string Tool { get; init; }
    public required int ContractVersion { get; init; }
    /// <summary>Who runs it once it is released, as its contract says.</summary>
    public Executor Executes { get; init; }
    /// <summary>Canonical JSON (RFC 8785): exactly what runs.</summary>
    public required string Arguments { get; set; }
    public required string Digest { get; set; }
    /// <summary>What the server read out of the arguments, in one sentence.</summary>
    public required string Sentence { get; set; }
    public bool IsEdited { get; set; }
    /// <summary>What the first edit replaced, as JSON; null while nothing was edited.</summary>
    public string? BeforeEdit { get; set; }

    public string? RunId { get; init; }
    /// <summary>Its place among everything that the run read and proposed.</summary>
    public int? RunStep { get; init; }
    public string? ToolCallId { get; init; }
    public string? Rationale { get; init; }
    /// <summary>A JSON array of texts.</summary>
    public string? References { get; init; }
    public string? ClaimedBefore { get; init; }
    public string? ClaimedAfter { get; init; }
    /// <summary>The target's state as the server read it through the contract's preview, as canonical JSON.</summary>
    public string? Snapshot { get; set; }
    public DateTimeOffset? SnapshotAt { get; set; }
    /// <summary>What was shown before the target moved; null where it never did.</summary>
    public string? SnapshotBefore { get; set; }
    /// <summary>Why there is no snapshot though the contract has a preview.</summary>
    public string? SnapshotFault { get; set; }
    public string? CallbackUrl { get; init; }
    public string? TraceParent { get; init; }

    public required VerdictKind Verdict { get; init; }
    public required string Rule { get; set; }
    public PolicyEngine PolicyEngine { get; set; }
    /// <summary>The set or bundle that holds the rule; null where no policy spoke, or none of several sets.</summary>
    public string? PolicySet { get; set; }
    public string? PolicyRevision { get; set; }
    public int? PolicyVersion { get; set; }
    /// <summary>Every set that was asked with the version that answered, such as <c>base@3, refunds@12</c>.</summary>
    public string? PoliciesAsked { get; set; }
    public required string PolicyReason { get; set; }
    public string? DenialCode { get; init; }
    public bool IsDenialRetryable { get; init; }
    public string? DenialSuggestion { get; init; }
    /// <summary>For a denial that may end by itself: when it is worth proposing again.</summary>
    public int? DenialRetryAfterSeconds { get; init; }
    public required int RiskScore { get; set; }
    /// <summary>The factors as a JSON array.</summary>
    public required string RiskFactors { get; set; }
    /// <summary>The version of the risk table that scored it.</summary>
    public int RiskTableVersion { get; set; }
    /// <summary>Where each argument first appeared, as JSON; null where no contract says what the arguments are.</summary>
    public string? Origins { get; set; }
    /// <summary>How many people must say yes at least.</summary>
    public required int ApprovalsNeeded { get; set; }
    /// <summary>The roles that may decide, by wire name, separated by commas.</summary>
    public required string ApprovalRoles { get; set; }
    /// <summary>What the approvals must fulfil, as <see cref="ApprovalClause.TextOf"/> writes it.</summary>
    public string ApprovalClauses { get; set; } = "";

    /// <summary>Known to be bad, put among the real ones to see whether it is caught: it can never be released.</summary>
    public PlantedFlaw? Planted { get; init; }

    public required ProposalStatus Status { get; set; }
    public int Version { get; set; } = 1;
    /// <summary>Approvals count for the round they were given in; undoing, freezing and a moved target begin a new one.</summary>
    public int Round { get; set; } = 1;
    /// <summary>While holding: until when the approval can be undone.</summary>
    public DateTimeOffset? HoldsUntil { get; set; }
    public required DateTimeOffset SubmittedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    /// <summary>How long people had to decide when it was taken in.</summary>
    public int LifetimeSeconds { get; set; }
    /// <summary>How many steps of the <see cref="NudgePlan"/> are behind it.</summary>
    public int NudgesDone { get; set; }
    /// <summary>When the next one comes; null where none does.</summary>
    public DateTimeOffset? NextNudgeAt { get; set; }
    /// <summary>The permit that stood for a person's approval when it was taken in.</summary>
    public PermitId? PermitId { get; set; }
    /// <summary>The role that was asked besides, since nobody decided.</summary>
    public Role? EscalatedTo { get; set; }
    /// <summary>While frozen: the seconds that were left until expiry.</summary>
    public int? FrozenSecondsLeft { get; set; }
    public string? ReasonCode { get; set; }
    public string? DecisionNote { get; set; }
    public string? DecidedByName { get; set; }
    public PersonId? DecidedById { get; set; }
    /// <summary>What the agent reported, as JSON.</summary>
    public string? Result { get; set; }

    /// <summary>What was taken aside for it when it was taken in, in billionths of a US dollar; null where its tool had no price.</summary>
    public long? EstimatedUsdNanos { get; set; }

    public bool IsPending => Status == ProposalStatus.Pending;

    /// <summary>Who proposed it has nothing to do but wait: for people, or for the console that runs it.</summary>
    public bool IsAwaited => Status is ProposalStatus.Pending or ProposalStatus.Holding
        || (Executes == Executor.Console && Status is ProposalStatus.Released or ProposalStatus.Running);

    /// <summary>Takes one step; false, and nothing changed, where the state machine refuses it.</summary>
    /// <exception cref="ArgumentException">What is let go needs a clearance: <see cref="TryRelease(Clearance, DateTimeOffset)"/>, <see cref="TryRedeem"/>.</exception>
    public bool TryTake(ProposalVerb verb, DateTimeOffset now) => verb is ProposalVerb.Release or ProposalVerb.Redeem
        ? throw new ArgumentException($"{verb} needs a clearance.", nameof(verb))
        : TryStep(verb, now);

    /// <summary>Lets it go; false, and nothing changed, where the state machine refuses it.</summary>
    /// <exception cref="InvalidOperationException">The clearance is not for its agent and tool.</exception>
    public bool TryRelease(Clearance clearance, DateTimeOffset now)
    {
        clearance.Covers(Agent, Tool);
        return TryStep(ProposalVerb.Release, now);
    }

    /// <summary>It runs from now on; false, and nothing changed, where the state machine refuses it.</summary>
    /// <exception cref="InvalidOperationException">The clearance is not for its agent and tool.</exception>
    public bool TryRedeem(Clearance clearance, DateTimeOffset now)
    {
        clearance.Covers(Agent, Tool);
        return TryStep(ProposalVerb.Redeem, now);
    }

    private bool TryStep(ProposalVerb verb, DateTimeOffset now)
    {
        // INVARIANT: nothing planted is ever approved, held or released.
        if (Planted is not null && verb is (ProposalVerb.Hold or ProposalVerb.Release)) return false;
        if (ProposalTransitions.Take(Status, verb) is not { } next) return false;
        Status = next;
        Version++;
        if (ProposalTransitions.IsFinal(next)) ClosedAt = now;
        return true;
    }

    /// <summary>Stops the clock; the time that is left is kept, and no approval given so far counts.</summary>
    public bool TryFreeze(DateTimeOffset now)
    {
        if (!TryTake(ProposalVerb.Freeze, now)) return false;
        VoidApprovals();
        FrozenSecondsLeft = Math.Max(0, (int)Math.Ceiling((ExpiresAt - now).TotalSeconds));
        return true;
    }

    /// <summary>Lets the clock run on from where it stopped.</summary>
    public bool TryThaw(DateTimeOffset now)
    {
        if (!TryTake(ProposalVerb.Thaw, now)) return false;
        ExpiresAt = now.AddSeconds(FrozenSecondsLeft ?? 0);
        FrozenSecondsLeft = null;
        NextNudgeAt = NudgePlan.NextAt(NudgesDone, LifetimeSeconds, ExpiresAt);
        return true;
    }

    /// <summary>Says how long people have to decide, from when it was taken in.</summary>
    public void GiveTime(int seconds)
    {
        (LifetimeSeconds, ExpiresAt) = (seconds, SubmittedAt.AddSeconds(seconds));
        NextNudgeAt = IsPending ? NudgePlan.NextAt(NudgesDone, LifetimeSeconds, ExpiresAt) : null;
    }

    /// <summary>Releases it by what a person allowed beforehand; false, and nothing changed, where it is not pending.</summary>
    public bool TryRelease(Permit permit, Clearance clearance, DateTimeOffset now)
    {
        if (!TryRelease(clearance, now)) return false;
        (PermitId, DecidedAt, DecidedById, DecidedByName) = (permit.Id, now, permit.GrantedById, permit.GrantedByName);
        (Rule, PolicyReason) = ($"permit:{permit.Id}", $"A person allowed calls like this one ({permit.Id}).");
        (PolicyEngine, PolicySet, PolicyRevision, PolicyVersion, NextNudgeAt) = (PolicyEngine.Console, null, null, null, null);
        return true;
    }

    /// <summary>What is due because nobody decided; from now on it is done.</summary>
    public IReadOnlyList<Nudge> TakeNudges(DateTimeOffset now)
    {
        var due = NudgePlan.Due(NudgesDone, LifetimeSeconds, ExpiresAt, now);
        NudgesDone += due.Count;
        NextNudgeAt = NudgePlan.NextAt(NudgesDone, LifetimeSeconds, ExpiresAt);
        return due;
    }

    /// <summary>Whoever holds this role may decide too: it is one more way to fulfil each thing that is asked.</summary>
    public void EscalateTo(Role role)
    {
        EscalatedTo = role;
        Ask([.. Clauses.Select(clause => clause.Or(role))]);
    }

    /// <summary>Approved, and to be released when the window has passed without anybody undoing it.</summary>
    public bool TryHold(DateTimeOffset until, DateTimeOffset now)
    {
        if (!TryTake(ProposalVerb.Hold, now)) return false;
        HoldsUntil = until;
        return true;
    }

    /// <summary>Takes the approvals back while it is holding: it waits for people again.</summary>
    public bool TryUndo(DateTimeOffset now)
    {
        if (!TryTake(ProposalVerb.Undo, now)) return false;
        VoidApprovals();
        return true;
    }

    /// <summary>The target is not as it was shown: what was shown is kept for the difference, and no approval given so far counts.</summary>
    public void MoveTarget(string snapshot, DateTimeOffset now)
    {
        (SnapshotBefore, Snapshot, SnapshotAt) = (Snapshot, snapshot, now);
        VoidApprovals();
        Version++;
    }

    /// <summary>The time in which the approval could be undone has passed, and nobody has released it yet.</summary>
    public bool IsHeldLongEnough(DateTimeOffset now) => Status == ProposalStatus.Holding && HoldsUntil <= now;

    /// <summary>Past its time and not yet said so: whoever looks first writes it down.</summary>
    public bool IsOverdue(DateTimeOffset now) => IsPending && ExpiresAt <= now;

    /// <summary>Whether it asks for one of these roles.</summary>
    public bool AsksFor(IReadOnlySet<Role> roles) => AskedRoles.Overlaps(roles);

    /// <summary>Everybody who is asked.</summary>
    public IReadOnlySet<Role> AskedRoles => RoleNames.InColumn(ApprovalRoles).ToHashSet();

    /// <summary>What the approvals must fulfil, every clause of it; none where nobody is asked.</summary>
    public IReadOnlyList<ApprovalClause> Clauses => ApprovalClauses.Length > 0 ? ApprovalClause.ListOf(ApprovalClauses)
        : ApprovalsNeeded > 0 ? [ApprovalClause.Of(ApprovalsNeeded, AskedRoles)]
        : [];

    /// <summary>Sets what the approvals must fulfil.</summary>
    public void Ask(IReadOnlyList<ApprovalClause> clauses)
    {
        ApprovalClauses = ApprovalClause.TextOf(clauses);
        ApprovalsNeeded = clauses.Count == 0 ? 0 : clauses.Max(clause => clause.Count);
        ApprovalRoles = RoleNames.Column(clauses.SelectMany(clause => clause.Roles));
    }

    /// <summary>Keeps what the first answer said of the arguments, before an edit replaces them.</summary>
    public void KeepFirstReading() =>
        BeforeEdit ??= JsonSerializer.Serialize(new FirstReading(Digest, Sentence, RiskScore, RiskFactors));

    /// <summary>The proposal as the first answer told of it, whatever became of it since.</summary>
    public Proposal AsSubmitted()
    {
        var first = (Proposal)MemberwiseClone();
        // A freeze moves it; what was taken in before this was kept has it as it is.
        var expiresAt = LifetimeSeconds == 0 ? ExpiresAt : SubmittedAt.AddSeconds(LifetimeSeconds);
        (first.Status, first.Version, first.ExpiresAt) = (PermitId is null ? ProposalTransitions.Begin(Verdict) : ProposalStatus.Released, 1, expiresAt);
        (first.DecidedAt, first.DecidedById, first.DecidedByName, first.ReasonCode, first.DecisionNote) = (null, null, null, null, null);
        (first.ClosedAt, first.FrozenSecondsLeft, first.Result, first.IsEdited, first.HoldsUntil) = (null, null, null, false, null);
        if (BeforeEdit is not null && JsonSerializer.Deserialize<FirstReading>(BeforeEdit) is { } read)
            (first.Digest, first.Sentence, first.RiskScore, first.RiskFactors) = (read.Digest, read.Sentence, read.RiskScore, read.RiskFactors);
        return first;
    }

    public void Carry(RiskAssessment risk, string factorsJson)
    {
        RiskScore = risk.Score;
        RiskFactors = factorsJson;
    }

    private void VoidApprovals()
    {
        Round++;
        (HoldsUntil, DecidedAt, DecidedById, DecidedByName, ReasonCode, DecisionNote) = (null, null, null, null, null, null);
    }

    private sealed record FirstReading(string Digest, string Sentence, int RiskScore, string RiskFactors);
}
