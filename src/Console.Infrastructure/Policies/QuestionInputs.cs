using System.Text.Json;
using System.Text.Json.Serialization;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Risk;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Tools;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>A question as the decision log keeps it: what cannot be read again from the proposal and its contract.</summary>
internal sealed record QuestionInputs(
    Stage Stage, string? Dri, AgentOwners Owners, string? RunId, DateTimeOffset At, RiskAssessment Risk,
    ProposalHistory Run, ProposalHistory Today, int Approvals, IReadOnlyList<Role> ApproverRoles, Origins? Origins = null)
{
    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new SensitivitySetConverter() },
    };

    public static QuestionInputs Of(PolicyQuestion question) => new(
        question.Stage, question.Dri, question.Owners, question.RunId, question.At, question.Risk,
        question.Run, question.Today, question.Approvals.Count, [.. question.Approvals.Roles.Order()], question.Origins);

    /// <summary>Null where this build does not read what was kept.</summary>
    public static QuestionInputs? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<QuestionInputs>(text, Form);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string Text() => JsonSerializer.Serialize(this, Form);

    public static string DigestOf(string text, string argumentsDigest) => Digest.OfBytes(System.Text.Encoding.UTF8.GetBytes(argumentsDigest + "\n" + text));

    /// <summary>The question as it was asked.</summary>
    public PolicyQuestion Question(LoadedContract contract, JsonElement arguments, string argumentsDigest, string agent, string environment) => new()
    {
        Contract = contract.Contract,
        Shape = contract.Shape,
        Arguments = arguments,
        ArgumentsDigest = argumentsDigest,
        Environment = environment,
        Agent = agent,
        Stage = Stage,
        Dri = Dri,
        Owners = Owners,
        RunId = RunId,
        Facts = Facts.Of(contract.Contract, arguments, agent, Stage, environment),
        Risk = Risk,
        // What was asked before there was such a thing was asked without.
        Origins = Origins ?? Origins.None,
        At = At,
        Run = Run,
        Today = Today,
        Approvals = new(Approvals, ApproverRoles.ToHashSet()),
    };

    // The serializer writes a set that can only be read, and does not read it.
    private sealed class SensitivitySetConverter : JsonConverter<IReadOnlySet<Sensitivity>>
    {
        public override IReadOnlySet<Sensitivity> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<HashSet<Sensitivity>>(ref reader, options) ?? [];

        public override void Write(Utf8JsonWriter writer, IReadOnlySet<Sensitivity> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Order(), options);
    }
}
