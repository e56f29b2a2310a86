using System.Collections.Frozen;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Spend;
using AgentConsole.Domain.Tools.Executions;
using AgentConsole.Domain.Tools.Guards;

namespace AgentConsole.Domain.Tools;

/// <summary>Reads the members of a <c>Tool</c> document, member by member.</summary>
internal static class ContractReader
{
    public static ToolContract? Read(JsonElement document, out IReadOnlyList<Fault> faults)
    {
        var found = new List<Fault>();
        faults = found;
        // The contract outlives the text it was read from.
        var members = new DocumentMembers(document.ValueKind == JsonValueKind.Object ? document.Clone() : document, "", found);
        if (document.ValueKind != JsonValueKind.Object) return null;

        if (members.Text("kind", 20) is { } kind && kind != "Tool") members.Fault("kind", "unknown_value", "The kind of a tool is 'Tool'.");
        var name = members.Text("name", ProposalLimits.ToolNameLengthMax, isRequired: true);
        if (name is not null && !ToolName.IsValid(name))
            members.Fault("name", "malformed", "A tool is named with letters, digits and . _ - / and begins and ends with a letter or digit.");

        var version = members.Number("version", 1, ToolLimits.VersionMax, isRequired: true);
        var sideEffect = members.Named<SideEffect>("side_effect", isRequired: true);
        var environments = EnvironmentsOf(members);
        var input = members.Object("input_schema", isRequired: true);
        var output = members.Object("output_schema");
        var known = input is { } schema ? ArgumentNames.Of(schema) : ArgumentNames.Any;
        var executes = members.Named<Executor>("executes") ?? Executor.Agent;
        var contract = new ToolContract
        {
            Name = name ?? "",
            Version = version ?? 0,
            SideEffect = sideEffect ?? default,
            Environments = environments,
            InputSchema = input ?? default,
            OutputSchema = output,
            Description = members.Text("description", ToolLimits.DescriptionLengthMax),
            Sentence = SentenceOf(members, known),
            Sensitivity = members.Values<Sensitivity>("sensitivity").ToFrozenSet(),
            Currency = CurrencyOf(members),
            Pointers = PointersOf(members, known, found),
            Redact = members.Texts("redact", ToolLimits.RedactPathsMax, pointer => PointerFault(pointer, known)),
            ResultTrust = members.Named<ResultTrust>("result_trust") ?? ResultTrust.Untrusted,
            Executes = executes,
            Execution = ExecutionReading.Of(members, executes, known, found),
            Preview = PreviewReading.Of(members, known, found),
            Limits = BoundsOf(members, found),
        };
        members.RefuseOthers();
        return found.Count == 0 ? contract : null;
    }

    private static FrozenSet<string> EnvironmentsOf(DocumentMembers members)
    {
        var stated = members.Has("environments");
        var environments = members.Texts("environments", ToolLimits.EnvironmentsMax, EnvironmentName.FaultOf, isRequired: true);
        if (stated && environments.Count == 0) members.Fault("environments", "empty", "A tool that exists in no environment cannot be used.");
        return environments.ToFrozenSet(StringComparer.Ordinal);
    }

    private static string? SentenceOf(DocumentMembers members, ArgumentNames known)
    {
        if (members.Text("sentence", ToolLimits.SentenceLengthMax) is not { } sentence) return null;
        if (Template.NamesIn(sentence) is not { } names) members.Fault("sentence", "malformed", "A brace is left open, empty or nested.");
        else if (names.FirstOrDefault(name => !known.Has(name)) is { } stranger)
            members.Fault("sentence", "argument_unknown", $"'{{{stranger}}}' names no argument of the input schema.");
        return sentence;
    }

    private static string? CurrencyOf(DocumentMembers members)
    {
        if (members.Text("currency", Money.CurrencyLengthMax) is not { } currency) return null;
        if (!currency.All(char.IsAsciiLetterUpper)) members.Fault("currency", "malformed", "A currency is a code in capital letters, such as USD.");
        return currency;
    }

    private static ToolPointers PointersOf(DocumentMembers members, ArgumentNames known, List<Fault> faults)
    {
        if (members.Object("pointers") is not { } value) return ToolPointers.None;
        var pointers = new DocumentMembers(value, "/pointers", faults);
        var read = new ToolPointers(One("money"), One("currency"), One("recipient"), One("target"));
        pointers.RefuseOthers();
        return read;

        string? One(string name)
        {
            if (pointers.Text(name, ToolLimits.PointerLengthMax) is not { } pointer) return null;
            if (PointerFault(pointer, known) is { } message) pointers.Fault(name, "malformed", message);
            return pointer;
        }
    }

    private static ToolBounds BoundsOf(DocumentMembers members, List<Fault> faults)
    {
        if (members.Object("limits") is not { } value) return ToolBounds.Default;
        var limits = new DocumentMembers(value, "/limits", faults);
        var read = new ToolBounds(
            limits.Number("timeout_s", 1, ToolLimits.TimeoutSecondsMax) ?? ToolLimits.TimeoutSecondsDefault,
            limits.Number("per_minute", 1, ToolLimits.PerMinuteMax))
        {
            Concurrency = limits.Number("concurrency", 1, GuardLimits.ConcurrencyMax),
            Breaker = BreakerOf(limits, faults),
        };
        limits.RefuseOthers();
        return read;
    }

    private static BreakerRule BreakerOf(DocumentMembers limits, List<Fault> faults)
    {
        if (limits.Object("breaker") is not { } value) return BreakerRule.Default;
        var breaker = new DocumentMembers(value, "/limits/breaker", faults);
        var read = new BreakerRule(
            ShareOf(breaker) ?? GuardLimits.FailuresBasisPointsDefault,
            breaker.Number("minimum", 1, GuardLimits.MinimumMax) ?? GuardLimits.MinimumDefault,
            breaker.Number("window_s", GuardLimits.WindowSecondsMin, GuardLimits.WindowSecondsMax) ?? GuardLimits.WindowSecondsDefault,
            breaker.Number("open_s", 1, GuardLimits.OpenSecondsMax) ?? GuardLimits.OpenSecondsDefault);
        breaker.RefuseOthers();
        return read;
    }

    private static int? ShareOf(DocumentMembers breaker)
    {
        if (breaker.Take("failures") is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var share) && share is >= 0.0001m and <= 1) return (int)(share * 10_000);
        breaker.Fault("failures", "out_of_range", "'failures' is the share of failed calls, above 0 and at most 1.");
        return null;
    }

    private static string? PointerFault(string pointer, ArgumentNames known)
    {
        if (pointer.Length > ToolLimits.PointerLengthMax) return $"A pointer is at most {ToolLimits.PointerLengthMax} characters.";
        if (JsonPointer.TokensOf(pointer) is not [var first, ..]) return "It must be a JSON pointer, such as /order_id.";
        return known.Has(first) || first == "*" ? null : $"'{first}' names no argument of the input schema.";
    }
}
