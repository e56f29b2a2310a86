using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;

namespace AgentConsole.Domain.Deliveries;

/// <summary>What became of a proposal, as every receiver reads it: the decision document of the wire.</summary>
public sealed record DecisionDocument
{
    private const string Stopped = "stopped";

    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public required Proposal Proposal { get; init; }
    public required DecisionId Id { get; init; }
    public required DecisionKind Decision { get; init; }
    public required string Reason { get; init; }

    /// <summary>The reason as a stable code, where there is one.</summary>
    public string? Code { get; init; }
    public required string DecidedBy { get; init; }
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>The grant as a JWS; only for the callback of the agent that it was released to.</summary>
    public string? Grant { get; init; }

    /// <param name="proposal">A proposal that left the queue.</param>
    /// <param name="last">The last word of a person on it; null where policy or time decided.</param>
    /// <param name="grant">The grant as a JWS, if this receiver may have it.</param>
    public static DecisionDocument Of(Proposal proposal, Decision? last, string? grant) => new()
    {
        Proposal = proposal,
        // Where no person spoke, the proposal's own number still makes one id that every receiver sees alike.
        Id = IsTakenBack(proposal) ? new DecisionId(proposal.Id.Value) : last?.Id ?? new DecisionId(proposal.Id.Value),
        Decision = KindOf(proposal),
        Code = proposal.ReasonCode ?? (proposal.Status == ProposalStatus.Revoked ? Stopped : null),
        // What somebody wrote when saying yes is no reason for the no that came after it.
        Reason = IsTakenBack(proposal)
            ? proposal.ReasonCode ?? Stopped
            : proposal.DecisionNote ?? proposal.ReasonCode ?? (last is null ? proposal.PolicyReason : ""),
        DecidedBy = proposal switch
        {
            { Status: ProposalStatus.Revoked, ReasonCode: null or Stopped } => "stop switch",
            { Status: ProposalStatus.Revoked } or { Status: ProposalStatus.Withdrawn, ReasonCode: not null } => "console",
            { Status: ProposalStatus.Expired } => "deadline",
            { DecidedByName: { } name } => name,
            _ when last is not null => last.PersonName,
            _ => "policy:" + proposal.Rule
        },
        DecidedAt = (IsTakenBack(proposal) ? proposal.ClosedAt : null) ?? proposal.DecidedAt ?? last?.At ?? proposal.ClosedAt ?? proposal.SubmittedAt,
        Grant = grant
    };

    /// <summary>The body of the message, as bytes that are signed and sent alike.</summary>
    public byte[] ToMessage(DateTimeOffset at) => ToMessage(EventType.ProposalDecided, at);

    /// <summary>The same told on another occasion than the decision.</summary>
    public byte[] ToMessage(string type, DateTimeOffset at) => Message(type, at, Write);

    /// <summary>The body of a message that only tries the way.</summary>
    public static byte[] TestMessage(DateTimeOffset at) =>
        Message(EventType.WebhookTest, at, json => json.WriteString("note", "A test. Nothing was decided."));

    /// <summary>The body of a message about something else than a proposal.</summary>
    /// <param name="notice">Its <c>data</c>, an object.</param>
    public static byte[] NoticeMessage(string type, string notice, DateTimeOffset at) => Message(type, at, json =>
    {
        using var data = JsonDocument.Parse(notice);
        foreach (var member in data.RootElement.EnumerateObject()) member.WriteTo(json);
    });

    /// <summary>It ended without a person's word on it, or after that word no longer counted.</summary>
    private static bool IsTakenBack(Proposal proposal) => proposal.Status is ProposalStatus.Revoked or ProposalStatus.Withdrawn;

    private static DecisionKind KindOf(Proposal proposal) => proposal.Status switch
    {
        ProposalStatus.SentBack => DecisionKind.SendBack,
        ProposalStatus.Denied or ProposalStatus.Rejected or ProposalStatus.Expired or ProposalStatus.Withdrawn
            or ProposalStatus.Revoked => DecisionKind.Reject,
        ProposalStatus.Pending or ProposalStatus.Holding or ProposalStatus.Frozen => throw new ArgumentException(
            $"{proposal.Id} is {WireName.Of(proposal.Status)}: nothing was decided.", nameof(proposal)),
        _ => proposal.IsEdited ? DecisionKind.Edit : DecisionKind.Approve
    };

    private void Write(Utf8JsonWriter json)
    {
        json.WriteString("id", Proposal.Id.ToString());
        json.WriteString("decisionId", Id.ToString());
        json.WriteString("decision", WireName.Of(Decision));
        if (Decision == DecisionKind.Edit)
        {
            json.WritePropertyName("args");
            json.WriteRawValue(Proposal.Arguments);
        }

        json.WriteString("args_hash", Proposal.Digest);
        if (Grant is not null) json.WriteString("grant", Grant);
        json.WriteString("reason", Reason);
        if (Code is not null) json.WriteString("reason_code", Code);
        json.WriteString("decidedBy", DecidedBy);
        json.WriteString("decidedAt", Text(DecidedAt));
        json.WriteString("verdict", WireName.Of(Proposal.Verdict));
        json.WriteString("state", WireName.Of(Proposal.Status));
        json.WriteString("agent", Proposal.Agent);
        json.WriteString("environment", Proposal.Environment);
        json.WriteString("tool", Proposal.Tool);
        if (Proposal.RunId is not null) json.WriteString("run_id", Proposal.RunId);
        if (Proposal.ToolCallId is not null) json.WriteString("tool_call_id", Proposal.ToolCallId);
        if (Proposal.Verdict == VerdictKind.Deny && Proposal.DenialCode is not null) json.WriteString("denial_code", Proposal.DenialCode);
    }

    internal static byte[] Message(string type, DateTimeOffset at, Action<Utf8JsonWriter> data)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Form))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("timestamp", Text(at));
            json.WriteStartObject("data");
            data(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    internal static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
