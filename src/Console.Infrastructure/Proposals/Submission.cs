using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Tools;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>Puts together the row of a new proposal from what was sent, what was asked, and the verdict.</summary>
internal static class Submission
{
    public static Proposal Of(
        Propose command, ToolContract? contract, PricedVerdict priced, string? policiesAsked, PolicyQuestion? question, RunTrace trace, int? proposedInRun,
        PreviewOutcome preview, DateTimeOffset now)
    {
        var verdict = priced.Verdict;
        var rule = verdict.Determining;
        var status = ProposalTransitions.Begin(verdict.Kind);
        var proposal = new Proposal
        {
            Id = priced.Held?.ProposalId ?? ProposalId.New(now),
            EstimatedUsdNanos = priced.Held?.ReservedNanos,
            Agent = command.Caller.Name,
            KeyId = command.Caller.Key,
            Environment = command.Caller.Environment,
            IdempotencyKey = command.IdempotencyKey,
            SubmissionDigest = command.SubmissionDigest,
            Tool = command.Tool,
            ContractVersion = contract?.Version ?? 0,
            Executes = contract?.Executes ?? Executor.Agent,
            Arguments = command.CanonicalArguments,
            Digest = command.Digest,
            Sentence = contract is null ? "A tool that no contract describes." : Sentence.Of(contract, command.Arguments),
            RunId = command.RunId,
            RunStep = proposedInRun is { } before ? trace.Seen.Told + before + 1 : null,
            ToolCallId = command.ToolCallId,
            Rationale = command.Rationale,
            References = command.References,
            ClaimedBefore = command.ClaimedBefore,
            ClaimedAfter = command.ClaimedAfter,
            Snapshot = (preview as PreviewOutcome.Read)?.Snapshot,
            SnapshotAt = preview is PreviewOutcome.Read ? now : null,
            SnapshotFault = (preview as PreviewOutcome.Failed)?.Code,
            CallbackUrl = command.CallbackUrl,
            TraceParent = command.TraceParent,
            Verdict = verdict.Kind,
            Rule = ShortText.Of(rule.Rule, PolicyLimits.RuleLengthMax),
            PolicyEngine = rule.Source?.Engine ?? PolicyEngine.Console,
            PolicySet = rule.Source?.Set,
            PolicyRevision = rule.Source?.Revision,
            PolicyVersion = rule.Source?.Version,
            PoliciesAsked = policiesAsked,
            PolicyReason = ShortText.Of(rule.Reason, ProposalLimits.PolicyReasonLengthMax),
            DenialCode = verdict.IsDeny ? rule.Code ?? "policy_denied" : null,
            IsDenialRetryable = verdict.IsDeny && rule.IsRetryable,
            DenialRetryAfterSeconds = verdict.IsDeny ? rule.RetryAfterSeconds : null,
            DenialSuggestion = rule.Suggestion is { } suggestion ? ShortText.Of(suggestion, ProposalLimits.SuggestionLengthMax) : null,
            RiskScore = question?.Risk.Score ?? 0,
            RiskFactors = JsonSerializer.Serialize(question?.Risk.Factors ?? []),
            RiskTableVersion = question?.RiskTableVersion ?? 0,
            Origins = trace.Origins is { } origins ? OriginsText.Of(origins) : null,
            ApprovalsNeeded = 0,
            ApprovalRoles = "",
            Status = status,
            SubmittedAt = now,
            ExpiresAt = now.AddSeconds(command.LifetimeSeconds ?? ProposalLimits.LifetimeSecondsDefault),
            ClosedAt = ProposalTransitions.IsFinal(status) ? now : null,
        };
        proposal.Ask(verdict.Clauses);
        return proposal;
    }
}
