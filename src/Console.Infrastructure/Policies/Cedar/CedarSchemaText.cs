using System.Globalization;
using System.Text;
using AgentConsole.Domain;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Infrastructure.Policies.Cedar;

/// <summary>
/// The shape of what policies are asked, as a Cedar schema: fixed entity types and context, and one action for every tool with its
/// arguments. What <see cref="CedarSituation"/> builds fits it.
/// </summary>
internal static class CedarSchemaText
{
    private const int DepthMax = 8;

    /// <summary>Members of one tool's arguments, all levels together; a contract that refers to itself has no end of them.</summary>
    private const int MembersMax = 500;

    private const string Preamble = """
        // What the policies of this console are asked about.
        entity Stage;
        entity Owner;
        entity Environment { id: String, environment: String };

        // The agent that proposes, in its stage and in everybody who answers for it.
        entity Agent in [Stage, Owner] { name: String, stage: String, stage_level: Long, dri?: String };

        // What the tool's contract names as the target, in the environment it lies in.
        entity Target in [Environment] { id: String, environment: String };

        // score is 0 to 100; band is low, guarded, elevated, high or severe.
        type Risk = { score: Long, band: String, factors: Set<String> };

        // What went before. The totals are money released before and this proposal, in this proposal's currency.
        type History = {
          id?: String, proposals: Long, denied: Long, released: Long, of_tool: Long,
          total: decimal, tool_total: decimal, data_read: Set<String>, read_untrusted: Bool
        };

        // The names of the arguments by where their values first appeared in what the run has read; a value in parts stands under each.
        // Of what the contract marks, the origin: constant, request, trusted, untrusted or nowhere.
        type Provenance = {
          request: Set<String>, trusted: Set<String>, untrusted: Set<String>, nowhere: Set<String>,
          has_request: Bool, read_untrusted: Bool, money?: String, recipient?: String, target?: String
        };

        // The time of day in the console's zone; weekday is 1 for Monday to 7 for Sunday.
        type Time = { zone: String, date: String, hour: Long, minute: Long, weekday: Long };

        // Tools are in the group of their effect.

        """;

    private const string Context = """
            approvals: Long, approver_roles: Set<String>,
            environment: String, side_effect: String, sensitivity: Set<String>,
            money?: decimal, currency?: String, recipient?: String, target?: String,
            risk: Risk, provenance: Provenance, run: History, today: History, now: datetime, time: Time
        """;

    public static string Of(IEnumerable<(ToolContract Contract, ArgumentShape Shape)> tools)
    {
        var text = new StringBuilder(Preamble.ReplaceLineEndings("\n"));
        var ordered = tools.OrderBy(tool => tool.Contract.Name, StringComparer.Ordinal).ToList();
        foreach (var effect in Enum.GetValues<SideEffect>())
        {
            text.Append(CultureInfo.InvariantCulture, $"action {CedarNames.Quoted(WireName.Of(effect))}");
            // A rule about reads is no mistake where no tool reads yet.
            text.Append(ordered.Exists(tool => tool.Contract.SideEffect == effect) ? ";\n" : AppliesTo(CedarNames.Environment, "{}"));
        }

        foreach (var (at, (contract, shape)) in ordered.Index()) Append(text, $"Args{at}", contract, shape);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string type, ToolContract contract, ArgumentShape shape)
    {
        var args = new StringBuilder();
        var members = 0;
        AppendRecord(args, shape, 0, ref members);
        var resources = contract.Pointers.Target is null ? CedarNames.Environment : $"{CedarNames.Target}, {CedarNames.Environment}";
        text.Append(CultureInfo.InvariantCulture, $"\ntype {type} = {args};\n");
        text.Append(CultureInfo.InvariantCulture, $"action {CedarNames.Quoted(CedarNames.ActionIdOf(contract.Name))} in [{CedarNames.Quoted(WireName.Of(contract.SideEffect))}]");
        text.Append(AppliesTo(resources, type));
    }

    private static string AppliesTo(string resources, string args) => $$"""
         appliesTo {
          principal: [{{CedarNames.Agent}}],
          resource: [{{resources}}],
          context: {
            args: {{args}},
            input: {{args}},
        {{Context}}
          }
        };

        """.ReplaceLineEndings("\n");

    private static void AppendRecord(StringBuilder text, ArgumentShape shape, int depth, ref int members)
    {
        text.Append('{');
        var isFirst = true;
        foreach (var (name, member) in shape.Members.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            if (++members > MembersMax || TypeOf(member, depth + 1, ref members) is not { } type) continue;
            text.Append(isFirst ? " " : ", ").Append(CedarNames.Quoted(name)).Append(shape.IsRequired(name) && !member.MayBeNull ? ": " : "?: ").Append(type);
            isFirst = false;
        }

        text.Append(isFirst ? "}" : " }");
    }

    // What has no one type in Cedar is left out: a policy that names it is refused when it is checked.
    private static string? TypeOf(ArgumentShape shape, int depth, ref int members)
    {
        if (depth > DepthMax) return null;
        if (shape.Types.Contains("number") && shape.Types.All(type => type is "number" or "integer")) return "decimal";
        if (shape.Types.Count != 1) return null;
        switch (shape.Types.First())
        {
            case "string": return "String";
            case "integer": return "Long";
            case "boolean": return "Bool";
            case "array": return shape.Elements is { } elements && TypeOf(elements, depth + 1, ref members) is { } element ? $"Set<{element}>" : null;
            default:
                var record = new StringBuilder();
                AppendRecord(record, shape, depth, ref members);
                return record.ToString();
        }
    }
}
