using System.Text.Json;
using AgentConsole.Domain.Access;

namespace AgentConsole.Domain.Proposals;

/// <summary>An agent asks for leave to use a tool once, with exactly these arguments.</summary>
/// <param name="SubmissionDigest">Digest of everything sent, so that a repeat is told from a second proposal under one key.</param>
/// <param name="CanonicalArguments">The arguments as RFC 8785 text; <paramref name="Digest"/> is its digest.</param>
public sealed record Propose(
    Caller.Agent Caller,
    string IdempotencyKey,
    string SubmissionDigest,
    string Tool,
    JsonElement Arguments,
    string CanonicalArguments,
    string Digest,
    string? RunId = null,
    string? ToolCallId = null,
    string? Rationale = null,
    string? References = null,
    string? ClaimedBefore = null,
    string? ClaimedAfter = null,
    int? LifetimeSeconds = null,
    string? CallbackUrl = null,
    string? TraceParent = null);
