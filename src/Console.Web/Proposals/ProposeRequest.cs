using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Proposals;

/// <summary>Reads the body of <c>POST /api/v1/proposals</c> into the command, or says what is wrong with it.</summary>
internal static class ProposeRequest
{
    /// <summary>The command, or the refusal to answer with.</summary>
    public static (Propose? Command, IResult? Refusal) Read(JsonElement body, Caller.Agent caller, string idempotencyKey)
    {
        var members = new MemberReader(body);
        var tool = members.Text("tool", ProposalLimits.ToolNameLengthMax, isRequired: true);
        var args = members.Element("args", JsonValueKind.Object, isRequired: true);
        var environment = members.Text("environment", AccessLimits.EnvironmentLengthMax);
        var lifetime = members.Number("expires_in_s", ProposalLimits.LifetimeSecondsMin, ProposalLimits.LifetimeSecondsMax);
        var runId = members.Text("run_id", ProposalLimits.RunIdLengthMax);
        var callId = members.Text("tool_call_id", ProposalLimits.ToolCallIdLengthMax);
        var rationale = members.Text("rationale", ProposalLimits.RationaleLengthMax);
        var references = References(members);
        var before = members.RawObject("before", ProposalLimits.ClaimBytesMax);
        var after = members.RawObject("after", ProposalLimits.ClaimBytesMax);
        var callback = CallbackUrl(members);
        var trace = members.Text("traceparent", ProposalLimits.TraceParentLengthMax);
        if (members.Faults.Count > 0)
            return (null, Problems.OfFaults(StatusCodes.Status400BadRequest, "malformed", "The proposal cannot be read.", members.Faults));
        if (environment is not null && environment != caller.Environment)
            return (null, Problems.Of(StatusCodes.Status403Forbidden, "wrong_environment", $"This key belongs to {caller.Environment}."));

        try
        {
            var canonical = CanonicalJson.Bytes(args!.Value);
            var digest = Digest.OfBytes(canonical);
            return (new Propose(caller, idempotencyKey, SubmissionDigest(body, digest), tool!, args.Value.Clone(), Encoding.UTF8.GetString(canonical),
                digest, runId, callId, rationale, references, before, after, lifetime, callback, trace), null);
        }
        catch (NotCanonicalException fault)
        {
            return (null, NotCanonical(fault));
        }
    }

    /// <summary>The refusal of arguments that two readers could read in two ways.</summary>
    public static IResult NotCanonical(NotCanonicalException fault) => Problems.OfFaults(StatusCodes.Status400BadRequest, "args_not_canonical",
        "The arguments have no single canonical form (RFC 8785).", [new Fault("/args" + fault.Pointer, "args_not_canonical", fault.Message)]);

    private static string? References(MemberReader members)
    {
        if (members.Element("references", JsonValueKind.Array, isRequired: false) is not { } list) return null;
        if (list.GetArrayLength() > ProposalLimits.ReferencesMax) return members.Wrong("references", $"may have {ProposalLimits.ReferencesMax} entries");
        if (list.EnumerateArray().Any(entry => entry.ValueKind != JsonValueKind.String || entry.GetRawText().Length > ProposalLimits.ReferenceLengthMax))
            return members.Wrong("references", "must be short texts");
        return list.GetRawText();
    }

    private static string? CallbackUrl(MemberReader members)
    {
        if (members.Element("callback", JsonValueKind.Object, isRequired: false) is not { } callback) return null;
        var inner = new MemberReader(callback);
        if (inner.Text("type", 40, isRequired: true) != "webhook") return members.Wrong("callback", "must have the type webhook");
        return inner.Text("url", ProposalLimits.UrlLengthMax, isRequired: true) ?? members.Wrong("callback", "must have a url");
    }

    /// <summary>One digest of all that was sent: the arguments in canonical form, every other member as it came, by name.</summary>
    private static string SubmissionDigest(JsonElement body, string argumentsDigest)
    {
        var all = new ArrayBufferWriter<byte>(256);
        foreach (var member in body.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            var value = member.NameEquals("args"u8) ? argumentsDigest : member.Value.GetRawText();
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{member.Name.Length}:{member.Name}{value.Length}:{value}"), all);
        }

        return Digest.OfBytes(all.WrittenSpan);
    }
}
