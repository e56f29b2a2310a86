using System.Buffers;
using System.Globalization;
using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Provenance;

namespace AgentConsole.Infrastructure.Policies.Opa;

/// <summary>A question as OPA's input, in the shape <c>agentconsole.policy-input.v1</c>. What is not known is left out: in Rego a null is true.</summary>
internal static class OpaInput
{
    public const string Schema = "agentconsole.policy-input.v1";

    /// <summary>The body of a call of the Data API.</summary>
    public static ReadOnlyMemory<byte> BodyOf(PolicyQuestion question)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteStartObject("input");
            json.WriteString("schema", Schema);
            WriteProposal(json, question);
            WriteAgent(json, question);
            // On whose behalf an agent acts is only what it says itself.
            json.WriteStartObject("principal");
            json.WriteEndObject();
            json.WriteString("environment", question.Environment);
            // History is not known yet when a proposal comes in, and 0 would be a lie.
            json.WriteStartObject("run");
            if (question.RunId is { } run) json.WriteString("id", run);
            json.WriteEndObject();
            WriteRisk(json, question);
            WriteProvenance(json, question);
            json.WriteString("time", question.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture));
            WriteApprovals(json, question.Approvals);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return output.WrittenMemory;
    }

    private static void WriteProposal(Utf8JsonWriter json, PolicyQuestion question)
    {
        json.WriteStartObject("proposal");
        if (question.ProposalId is { } id) json.WriteString("id", id.ToString());
        json.WriteString("tool", question.Contract.Name);
        json.WriteString("effect", WireName.Of(question.Contract.SideEffect));
        json.WritePropertyName("args");
        // The form that the digest is made of, and so what a grant is for: however a number was spelled, it is judged as it will run.
        json.WriteRawValue(CanonicalJson.Bytes(question.Arguments), skipInputValidation: true);
        json.WriteString("args_hash", question.ArgumentsDigest);
        json.WriteNumber("contract_version", question.Contract.Version);
        json.WriteEndObject();
    }

    private static void WriteAgent(Utf8JsonWriter json, PolicyQuestion question)
    {
        json.WriteStartObject("agent");
        json.WriteString("id", question.Agent);
        if (question.Dri is { } dri) json.WriteString("owner", dri);
        json.WriteString("stage", WireName.Of(question.Stage));
        json.WriteStartArray("roles");
        json.WriteStringValue(WireName.Of(question.Stage));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRisk(Utf8JsonWriter json, PolicyQuestion question)
    {
        json.WriteStartObject("risk");
        json.WriteNumber("score", question.Risk.Score);
        json.WriteStartArray("signals");
        foreach (var factor in question.Risk.Factors) json.WriteStringValue(factor.Name);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteProvenance(Utf8JsonWriter json, PolicyQuestion question)
    {
        var names = ProvenanceNames.Of(question);
        json.WriteStartObject("provenance");
        foreach (var (name, origin) in Groups)
        {
            json.WriteStartArray(name);
            foreach (var argument in names.With(origin).Order(StringComparer.Ordinal)) json.WriteStringValue(argument);
            json.WriteEndArray();
        }

        json.WriteBoolean("has_request", question.Origins.HasRequest);
        json.WriteBoolean("read_untrusted", question.Origins.HasReadUntrusted);
        json.WriteEndObject();
    }

    private static readonly (string Name, Origin Origin)[] Groups =
        [("request", Origin.Request), ("trusted", Origin.TrustedResult), ("untrusted", Origin.UntrustedResult), ("nowhere", Origin.Nowhere)];

    // One for each person, without a name; whose roles are not known apart has none.
    private static void WriteApprovals(Utf8JsonWriter json, GivenApprovals given)
    {
        json.WriteStartArray("prior_approvals");
        for (var at = 0; at < given.Count; at++)
        {
            json.WriteStartObject();
            json.WriteStartArray("roles");
            foreach (var role in at < given.Each.Count ? given.Each[at].Order() : Enumerable.Empty<Role>()) json.WriteStringValue(WireName.Of(role));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
