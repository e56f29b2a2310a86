using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgentConsole.Testing.Policies;

/// <summary>What OPA 1.9.0 answered with the bundle <c>main</c> in the revision <c>rev-7</c>, as it was recorded.</summary>
public static class OpaAnswers
{
    public const string Path = "/v1/data/agentconsole/decision/result";
    public const string RecordedId = "a9e8e2a6-430c-4f16-8e6c-8b937b82c121";

    /// <summary>The policies that gave these answers.</summary>
    public const string DecisionRego = """
        package agentconsole.decision
        import rego.v1
        default result := {"decision": "deny", "rule": "default_deny", "obligations": []}
        result := {"decision": "allow", "rule": "read_only", "obligations": []} if input.proposal.effect == "read"
        result := {"decision": "review", "rule": "refund_over_50", "obligations": [{"type": "approval", "approvers": ["role:finance"], "quorum": 1, "expires_in_s": 900}]} if { input.proposal.tool == "refund.create"; input.proposal.args.amount > 50; input.proposal.effect == "write" }
        result := {"decision": "allow", "rule": "small_refund", "obligations": [{"type": "audit", "level": "full"}]} if { input.proposal.tool == "refund.create"; input.proposal.args.amount <= 50; input.proposal.effect == "write" }

        """;

    public const string ConflictRego = """
        package agentconsole.conflict
        import rego.v1
        result := {"decision":"allow"} if input.proposal
        result := {"decision":"deny"} if input.proposal

        """;

    public const string Provenance = "\"provenance\":" + """{"version":"1.9.0","build_commit":"","build_timestamp":"","build_hostname":"","bundles":{"main":{"revision":"rev-7"}}}""";
    public const string Metrics = "\"metrics\":" + """{"counter_server_query_cache_hit":0,"timer_rego_input_parse_ns":128060,"timer_rego_query_compile_ns":150183,"timer_rego_query_eval_ns":269710,"timer_server_handler_ns":772495}""";

    public const string RefundOver50 = "\"result\":" + """{"decision":"review","obligations":[{"approvers":["role:finance"],"expires_in_s":900,"quorum":1,"type":"approval"}],"rule":"refund_over_50"}""";
    public const string SmallRefund = "\"result\":" + """{"decision":"allow","obligations":[{"level":"full","type":"audit"}],"rule":"small_refund"}""";
    public const string ReadOnly = "\"result\":" + """{"decision":"allow","obligations":[],"rule":"read_only"}""";
    public const string DefaultDeny = "\"result\":" + """{"decision":"deny","obligations":[],"rule":"default_deny"}""";
    public const string InputMissing = "\"warning\":" + """{"code":"api_usage_warning","message":"'input' key missing from the request"}""";

    public const string Malformed = """{"code":"invalid_parameter","message":"body contains malformed input document: invalid character 'b' looking for beginning of object key string"}""";
    public const string Conflict = """{"code":"internal_error","message":"error(s) occurred while evaluating query","errors":[{"code":"eval_conflict_error","message":"complete rules must not produce multiple outputs","location":{"file":"conflict.rego","row":4,"col":1}}]}""";
    public const string Unsafe = """{"code":"invalid_parameter","message":"error(s) occurred while compiling module(s)","errors":[{"code":"rego_unsafe_var_error","message":"var y is unsafe","location":{"file":"bad","row":2,"col":8}}]}""";

    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A success as OPA writes it: compact, with a newline at the end.</summary>
    public static string Success(string id, params string[] members) => $$"""{"decision_id":"{{id}}"{{string.Concat(members.Select(member => "," + member))}}}""" + "\n";

    /// <summary>An error as OPA writes it: indented, with a newline at the end.</summary>
    public static string Failure(string compact) => JsonSerializer.Serialize(JsonElement.Parse(compact), Pretty) + "\n";
}
