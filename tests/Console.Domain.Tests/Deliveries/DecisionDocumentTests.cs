using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using Xunit;

namespace AgentConsole.Domain.Tests.Deliveries;

public sealed class DecisionDocumentTests
{
    private static readonly DateTimeOffset At = new(2026, 4, 10, 3, 14, 22, 500, TimeSpan.Zero);

    [Theory]
    [InlineData(ProposalStatus.Released, false, "approve")]
    [InlineData(ProposalStatus.Released, true, "edit")]
    [InlineData(ProposalStatus.Running, false, "approve")]
    [InlineData(ProposalStatus.Succeeded, false, "approve")]
    [InlineData(ProposalStatus.Failed, false, "approve")]
    [InlineData(ProposalStatus.Unknown, true, "edit")]
    [InlineData(ProposalStatus.Revoked, false, "reject")]
    [InlineData(ProposalStatus.SentBack, false, "send_back")]
    [InlineData(ProposalStatus.Rejected, true, "reject")]
    [InlineData(ProposalStatus.Denied, false, "reject")]
    [InlineData(ProposalStatus.Expired, false, "reject")]
    [InlineData(ProposalStatus.Withdrawn, false, "reject")]
    public void Every_way_out_of_the_queue_has_one_of_the_four_words(ProposalStatus status, bool isEdited, string word) =>
        Assert.Equal(word, Read(DecisionDocument.Of(Proposal(status, isEdited), null, null)).GetProperty("decision").GetString());

    [Theory]
    [InlineData(ProposalStatus.Pending)]
    [InlineData(ProposalStatus.Holding)]
    [InlineData(ProposalStatus.Frozen)]
    public void What_was_not_decided_is_not_told(ProposalStatus status) =>
        Assert.Throws<ArgumentException>(() => DecisionDocument.Of(Proposal(status), null, null));

    [Fact]
    public void The_message_is_the_published_envelope_around_the_decision()
    {
        var proposal = Proposal(ProposalStatus.Rejected);
        (proposal.ReasonCode, proposal.DecisionNote, proposal.DecidedByName, proposal.DecidedAt) = ("wrong_target", "Not that order: „W-2“", "Ana", At);
        var decision = Word(proposal, DecisionKind.Reject);

        var message = JsonElement.Parse(DecisionDocument.Of(proposal, decision, null).ToMessage(At));

        Assert.Equal(["type", "timestamp", "data"], message.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("proposal.decided", "2026-04-10T03:14:22.5Z"), (Text(message, "type"), Text(message, "timestamp")));
        var data = message.GetProperty("data");
        Assert.Equal(proposal.Id.ToString(), Text(data, "id"));
        Assert.Equal(decision.Id.ToString(), Text(data, "decisionId"));
        Assert.Equal(proposal.Digest, Text(data, "args_hash"));
        Assert.Equal(("Not that order: „W-2“", "wrong_target"), (Text(data, "reason"), Text(data, "reason_code")));
        Assert.Equal(("Ana", "2026-04-10T03:14:22.5Z"), (Text(data, "decidedBy"), Text(data, "decidedAt")));
        Assert.Equal(("rejected", "review"), (Text(data, "state"), Text(data, "verdict")));
        Assert.False(data.TryGetProperty("grant", out _));
        Assert.False(data.TryGetProperty("args", out _));
    }

    [Fact]
    public void Edited_arguments_go_out_byte_for_byte_as_they_were_hashed()
    {
        var proposal = Proposal(ProposalStatus.Released, isEdited: true);

        var message = DecisionDocument.Of(proposal, Word(proposal, DecisionKind.Edit), "a.b.c").ToMessage(At);

        Assert.Contains($"\"args\":{proposal.Arguments},", Encoding.UTF8.GetString(message), StringComparison.Ordinal);
        Assert.Equal("a.b.c", Text(JsonElement.Parse(message).GetProperty("data"), "grant"));
    }

    [Fact]
    public void Where_policy_decided_alone_it_is_named_and_every_receiver_sees_the_same_id()
    {
        var proposal = Proposal(ProposalStatus.Denied);

        var (first, second) = (Read(DecisionDocument.Of(proposal, null, null)), Read(DecisionDocument.Of(proposal, null, null)));

        Assert.Equal("policy:refund_small", Text(first, "decidedBy"));
        Assert.Equal("Too much for this agent.", Text(first, "reason"));
        Assert.StartsWith("dec_", Text(first, "decisionId"), StringComparison.Ordinal);
        Assert.Equal(Text(first, "decisionId"), Text(second, "decisionId"));
    }

    [Fact]
    public void What_nobody_decided_in_time_was_decided_by_the_deadline()
    {
        var proposal = Proposal(ProposalStatus.Expired);
        (proposal.ReasonCode, proposal.ClosedAt) = ("expired", At.AddHours(1));

        var data = Read(DecisionDocument.Of(proposal, null, null));

        Assert.Equal(("deadline", "expired", "2026-04-10T04:14:22.5Z"), (Text(data, "decidedBy"), Text(data, "reason"), Text(data, "decidedAt")));
    }

    [Theory]
    [InlineData(null, "stopped", "stop switch")]
    [InlineData("stopped", "stopped", "stop switch")]
    [InlineData("agent_archived", "agent_archived", "console")]
    public void A_yes_that_was_taken_back_is_told_as_a_no_and_not_in_the_words_of_the_yes(string? kept, string code, string by)
    {
        var proposal = Proposal(ProposalStatus.Revoked);
        (proposal.DecisionNote, proposal.DecidedByName, proposal.DecidedAt) = ("Looks right to me.", "Ana", At);
        (proposal.ReasonCode, proposal.ClosedAt) = (kept, At.AddMinutes(2));
        var yes = Word(proposal, DecisionKind.Approve);

        var data = Read(DecisionDocument.Of(proposal, yes, null));

        Assert.Equal(("reject", code, code, by), (Text(data, "decision"), Text(data, "reason_code"), Text(data, "reason"), Text(data, "decidedBy")));
        Assert.Equal("2026-04-10T03:16:22.5Z", Text(data, "decidedAt"));
        Assert.NotEqual(yes.Id.ToString(), Text(data, "decisionId"));
    }

    [Fact]
    public void A_test_message_says_that_nothing_was_decided()
    {
        var message = JsonElement.Parse(DecisionDocument.TestMessage(At));

        Assert.Equal("webhook.test", Text(message, "type"));
        Assert.Contains("Nothing was decided", Text(message.GetProperty("data"), "note"), StringComparison.Ordinal);
    }

    private static JsonElement Read(DecisionDocument document) => JsonElement.Parse(document.ToMessage(At)).GetProperty("data");

    private static string? Text(JsonElement element, string member) => element.GetProperty(member).GetString();

    private static Decision Word(Proposal proposal, DecisionKind kind) => new()
    {
        Id = DecisionId.New(At),
        ProposalId = proposal.Id,
        PersonId = PersonId.New(At),
        PersonName = "Ana",
        Kind = kind,
        Digest = proposal.Digest,
        At = At
    };

    private static Proposal Proposal(ProposalStatus status, bool isEdited = false) => new()
    {
        Id = ProposalId.New(At),
        Agent = "support-triage-v3",
        KeyId = AgentKeyId.New(At),
        Environment = "production",
        IdempotencyKey = "key",
        SubmissionDigest = "sha-256:x",
        Tool = "billing.refund",
        ContractVersion = 1,
        Arguments = """{"amount":"1.0","order_id":"W-1 <ü>"}""",
        Digest = "sha-256:y",
        Sentence = "Refund.",
        IsEdited = isEdited,
        Verdict = status == ProposalStatus.Denied ? VerdictKind.Deny : VerdictKind.Review,
        Rule = "refund_small",
        PolicyReason = "Too much for this agent.",
        RiskScore = 1,
        RiskFactors = "[]",
        ApprovalsNeeded = 1,
        ApprovalRoles = "reviewer",
        Status = status,
        SubmittedAt = At,
        ExpiresAt = At.AddHours(1)
    };
}
