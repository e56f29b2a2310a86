using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Tests.Proposals;

/// <summary>A proposal that waits for a reviewer, taken in at one known moment.</summary>
internal static class WaitingProposal
{
    public static readonly DateTimeOffset Moment = new(2026, 4, 10, 3, 14, 22, TimeSpan.Zero);

    public static Proposal Of(int riskScore = 42, string agent = "support-triage-v3", string tool = "billing.refund",
        string arguments = """{"order_id":"W-1","amount":"120.00"}""", string? runId = null, ProposalStatus status = ProposalStatus.Pending)
    {
        var json = JsonElement.Parse(arguments);
        return new()
        {
            Id = ProposalId.New(Moment),
            Agent = agent,
            KeyId = AgentKeyId.New(Moment),
            Environment = "production",
            IdempotencyKey = "key-1",
            SubmissionDigest = Digest.Of(json),
            Tool = tool,
            ContractVersion = 1,
            Arguments = CanonicalJson.Text(json),
            Digest = Digest.Of(json),
            Sentence = "What the server read out of it, in one sentence.",
            RunId = runId,
            Verdict = VerdictKind.Review,
            Rule = "no_policy_set",
            PolicyReason = "No policy set is published, so a person decides.",
            RiskScore = riskScore,
            RiskFactors = "[]",
            ApprovalsNeeded = 1,
            ApprovalRoles = "reviewer",
            Status = status,
            SubmittedAt = Moment,
            ExpiresAt = Moment.AddHours(1),
        };
    }
}
