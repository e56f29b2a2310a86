using System.Text.Json;
using System.Text.Json.Serialization;
using AgentConsole.Domain;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Risk;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Web.Proposals;

/// <summary>A proposal on the wire, as its proposer and operators read it.</summary>
public sealed record ProposalView(
    string Id,
    VerdictKind Verdict,
    ProposalStatus State,
    int Version,
    string Tool,
    int ContractVersion,
    string Agent,
    string Environment,
    string Digest,
    string Summary,
    PolicyView Policy,
    RiskView Risk,
    ApprovalsView Approvals,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    string StatusUrl)
{
    /// <summary>Null where there is nothing to wait for.</summary>
    [JsonPropertyName("retry_after_s"), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? RetryAfterSeconds { get; init; }
    public string? RunId { get; init; }
    /// <summary>Its place among everything that the run read and proposed.</summary>
    public int? RunStep { get; init; }
    /// <summary>For operators: where each argument first appeared in what the run had read.</summary>
    public ProvenanceView? Provenance { get; init; }
    /// <summary>Where the console runs it itself: no grant is given, and the state says how it ended.</summary>
    public Executor? Executes { get; init; }
    /// <summary>Only when released to the agent.</summary>
    public string? Grant { get; init; }
    public DateTimeOffset? GrantExpiresAt { get; init; }
    /// <summary>Null where nothing was refused.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public DenialView? Denial { get; init; }
    /// <summary>After an edit, and for operators: the arguments that run.</summary>
    public JsonElement? Args { get; init; }
    /// <summary>For operators: the target's state as the server read it at intake, or why it could not.</summary>
    public JsonElement? Snapshot { get; init; }
    public string? SnapshotFault { get; init; }
    /// <summary>For operators: what the agent says, and nothing of it is checked.</summary>
    public string? Rationale { get; init; }
    public IReadOnlyList<string>? References { get; init; }
    /// <summary>For operators: the target's state as the agent claims it; what the server read itself is the snapshot.</summary>
    public JsonElement? Before { get; init; }
    public JsonElement? After { get; init; }
    public string? ReasonCode { get; init; }
    public string? Note { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public string? DecidedBy { get; init; }
    /// <summary>In the answer to a decision on a proposal that was planted.</summary>
    public PlantedResult? Planted { get; init; }
    /// <summary>While holding: until when the approval can be undone.</summary>
    public DateTimeOffset? HoldsUntil { get; init; }
    /// <summary>What was shown before the target moved.</summary>
    public JsonElement? SnapshotBefore { get; init; }
    public JsonElement? Result { get; init; }

    public static ProposalView Of(Proposal proposal, string? grant, DateTimeOffset? grantExpiresAt, int? approvalsGiven = null, bool isForOperator = false) => new(
        proposal.Id.ToString(),
        proposal.Verdict,
        proposal.Status,
        proposal.Version,
        proposal.Tool,
        proposal.ContractVersion,
        proposal.Agent,
        proposal.Environment,
        proposal.Digest,
        proposal.Sentence,
        new(proposal.Rule, WireName.Of(proposal.PolicyEngine), proposal.PolicySet, proposal.PolicyVersion, proposal.PolicyReason),
        new(proposal.RiskScore, JsonSerializer.Deserialize<List<RiskFactor>>(proposal.RiskFactors) ?? [], isForOperator ? proposal.RiskTableVersion : null),
        new(proposal.ApprovalsNeeded, proposal.ApprovalRoles.Split(',', StringSplitOptions.RemoveEmptyEntries), approvalsGiven, proposal.Clauses),
        proposal.SubmittedAt,
        proposal.ExpiresAt,
        "/api/v1/proposals/" + proposal.Id)
    {
        RetryAfterSeconds = proposal.IsAwaited ? ProposalLimits.RetryAfterSeconds : proposal.DenialRetryAfterSeconds,
        Executes = proposal.Executes == Executor.Console ? Executor.Console : null,
        RunId = proposal.RunId,
        RunStep = proposal.RunStep,
        HoldsUntil = proposal.HoldsUntil,
        Provenance = isForOperator ? ProvenanceView.Of(proposal.Origins) : null,
        Grant = grant,
        GrantExpiresAt = grant is null ? null : grantExpiresAt,
        Denial = DenialView.Of(proposal),
        Args = proposal.IsEdited || isForOperator ? JsonElement.Parse(proposal.Arguments) : null,
        Snapshot = isForOperator && proposal.Snapshot is { } snapshot ? JsonElement.Parse(snapshot) : null,
        SnapshotBefore = isForOperator && proposal.SnapshotBefore is { } earlier ? JsonElement.Parse(earlier) : null,
        SnapshotFault = isForOperator ? proposal.SnapshotFault : null,
        Rationale = isForOperator ? proposal.Rationale : null,
        References = isForOperator && proposal.References is { } references ? JsonSerializer.Deserialize<List<string>>(references) : null,
        Before = isForOperator && proposal.ClaimedBefore is { } before ? JsonElement.Parse(before) : null,
        After = isForOperator && proposal.ClaimedAfter is { } after ? JsonElement.Parse(after) : null,
        ReasonCode = proposal.ReasonCode,
        Note = proposal.DecisionNote,
        DecidedAt = proposal.DecidedAt,
        DecidedBy = isForOperator ? proposal.DecidedByName : null,
        Result = proposal.Result is { } result ? JsonElement.Parse(result) : null,
    };
}
