using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Testing.Builders;

/// <summary>Builds a proposal as it lies in the store: pending, for an hour, a refund of 120.00 USD unless told otherwise.</summary>
public sealed class ProposalBuilder
{
    private readonly ProposalId _id = ProposalId.New(A.Moment);
    private Caller.Agent _agent = A.AgentCaller();
    private string _tool = "billing.refund";
    private JsonElement _arguments = JsonElement.Parse("""{"order_id":"W-1","amount":"120.00"}""");
    private ProposalStatus _status = ProposalStatus.Pending;
    private int _risk = 42;
    private DateTimeOffset _submittedAt = A.Moment;
    private TimeSpan _lifetime = TimeSpan.FromHours(1);
    private string? _key;
    private string? _runId;
    private string? _callbackUrl;

    public ProposalBuilder By(Caller.Agent agent) => With(() => _agent = agent);

    public ProposalBuilder Using(string tool) => With(() => _tool = tool);

    public ProposalBuilder Asking(string argumentsJson) => With(() => _arguments = JsonElement.Parse(argumentsJson));

    public ProposalBuilder In(ProposalStatus status) => With(() => _status = status);

    public ProposalBuilder Risky(int score = 85) => With(() => _risk = score);

    public ProposalBuilder SubmittedAt(DateTimeOffset at) => With(() => _submittedAt = at);

    public ProposalBuilder Expiring(TimeSpan after) => With(() => _lifetime = after);

    public ProposalBuilder Under(string idempotencyKey) => With(() => _key = idempotencyKey);

    public ProposalBuilder InRun(string runId) => With(() => _runId = runId);

    public ProposalBuilder CalledBack(string url) => With(() => _callbackUrl = url);

    public Proposal Build() => new()
    {
        Id = _id,
        Agent = _agent.Name,
        KeyId = _agent.Key,
        Environment = _agent.Environment,
        IdempotencyKey = _key ?? _id.ToString(),
        SubmissionDigest = Digest.Of(_arguments),
        Tool = _tool,
        ContractVersion = 1,
        Arguments = CanonicalJson.Text(_arguments),
        Digest = Digest.Of(_arguments),
        Sentence = $"Use {_tool}.",
        RunId = _runId,
        CallbackUrl = _callbackUrl,
        Verdict = _status == ProposalStatus.Denied ? VerdictKind.Deny : VerdictKind.Review,
        Rule = "no_policy_published",
        PolicyReason = "No policy set is published: a person decides.",
        DenialCode = _status == ProposalStatus.Denied ? "policy_denied" : null,
        RiskScore = _risk,
        RiskFactors = "[]",
        ApprovalsNeeded = 1,
        ApprovalRoles = "reviewer",
        Status = _status,
        SubmittedAt = _submittedAt,
        ExpiresAt = _submittedAt + _lifetime,
    };

    private ProposalBuilder With(Action change)
    {
        change();
        return this;
    }
}
