using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Runs;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Runs;

/// <summary>Reads what an agent says of its runs into commands, or says what is wrong with it.</summary>
internal static class RunRequests
{
    /// <summary>Null where there are faults.</summary>
    public static StartRun? Start(JsonElement body, Caller.Agent caller, out IReadOnlyList<Fault> faults)
    {
        var members = new MemberReader(body);
        var name = members.Text("run_id", RunLimits.NameLengthMax, isRequired: true);
        var workflow = members.Text("workflow", RunLimits.LabelLengthMax);
        var trigger = members.Text("trigger", RunLimits.LabelLengthMax);
        var version = members.Text("agent_version", RunLimits.LabelLengthMax);
        var model = members.Text("model", RunLimits.LabelLengthMax);
        var goal = members.Passage("goal", RunLimits.TextLengthMax);
        var more = new List<Fault>();
        var texts = new List<ReadText>();
        if (!string.IsNullOrEmpty(goal)) texts.Add(new(ReadingKind.Goal, null, goal));
        texts.AddRange(Messages(members, more));
        faults = [.. members.Faults, .. more];
        return faults.Count > 0 ? null : new StartRun(caller, name!, texts) { Workflow = workflow, Trigger = trigger, AgentVersion = version, Model = model };
    }

    /// <summary>Null where there are faults.</summary>
    public static EndRun? End(JsonElement body, Caller.Agent caller, string run, out IReadOnlyList<Fault> faults)
    {
        var members = new MemberReader(body);
        var outcome = members.Text("outcome", RunLimits.OutcomeLengthMax, isRequired: true);
        var kpis = Kpis(members);
        faults = members.Faults;
        return faults.Count > 0 ? null : new EndRun(caller, run, outcome!, kpis);
    }

    /// <summary>Null where there are faults.</summary>
    public static Observe? Observation(JsonElement body, Caller.Agent caller, string run, out IReadOnlyList<Fault> faults)
    {
        var members = new MemberReader(body);
        var source = members.Named<ObservationSource>("source", isRequired: true);
        var tool = members.Text("tool", ProposalLimits.ToolNameLengthMax, isRequired: source == ObservationSource.Tool);
        var text = members.Passage("text", RunLimits.TextLengthMax, isRequired: true);
        if (source == ObservationSource.User && tool is not null) members.Wrong("tool", "stands beside the source tool alone");
        faults = members.Faults;
        return faults.Count > 0 ? null : new Observe(caller, run, source == ObservationSource.Tool
            ? new(ReadingKind.Tool, tool, text!)
            : new(ReadingKind.User, null, text!));
    }

    private static List<ReadText> Messages(MemberReader members, List<Fault> faults)
    {
        var texts = new List<ReadText>();
        if (members.Element("messages", JsonValueKind.Array, isRequired: false) is not { } list) return texts;
        if (list.GetArrayLength() > RunLimits.MessagesMax)
        {
            members.Wrong("messages", $"may have {RunLimits.MessagesMax} entries");
            return texts;
        }

        foreach (var (at, entry) in list.EnumerateArray().Index())
        {
            if (entry.ValueKind != JsonValueKind.Object)
            {
                faults.Add(new($"/messages/{at}", "malformed", "A message is an object."));
                continue;
            }

            var message = new MemberReader(entry);
            var role = message.Named<MessageRole>("role", isRequired: true);
            var tool = message.Text("tool", ProposalLimits.ToolNameLengthMax, isRequired: role == MessageRole.Tool);
            var text = message.Passage("text", RunLimits.TextLengthMax);
            faults.AddRange(message.Faults.Select(fault => fault with { Pointer = $"/messages/{at}{fault.Pointer}" }));
            // What the agent itself says is no source of anything, and neither is what it was built with.
            if (message.Faults.Count > 0 || string.IsNullOrEmpty(text) || role is MessageRole.Assistant or MessageRole.System) continue;
            texts.Add(role == MessageRole.Tool ? new(ReadingKind.Tool, tool, text) : new(ReadingKind.User, null, text));
        }

        return texts;
    }

    private static string? Kpis(MemberReader members)
    {
        if (members.Element("kpis", JsonValueKind.Object, isRequired: false) is not { } kpis) return null;
        if (OpaqueJson.TextOf(kpis) is not { } text) return members.Wrong("kpis", "holds a text that is not well-formed Unicode");
        if (text.Length > RunLimits.KpisBytesMax || kpis.EnumerateObject().Count() > RunLimits.KpisMax)
            return members.Wrong("kpis", $"may have {RunLimits.KpisMax} members and {RunLimits.KpisBytesMax} characters");
        var isFlat = kpis.EnumerateObject().All(member =>
            member.Value.ValueKind is JsonValueKind.Number or JsonValueKind.String or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null);
        // PostgreSQL keeps no text with one.
        if (text.Contains("\\u0000", StringComparison.Ordinal)) return members.Wrong("kpis", "must not hold the character U+0000");
        return isFlat ? text : members.Wrong("kpis", "may hold numbers, texts, and yes or no");
    }
}
