using System.Text;
using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>A <c>PolicySet</c> document that passed every check that needs no database.</summary>
public sealed record WrittenPolicySet(string Name, PolicyEngine Engine, string Text, JsonElement? Tests, string? Note, bool Publish)
{
    private const int DocumentLengthMax = 2 * (PolicyLimits.TextLengthMax + PolicyLimits.TestsBytesMax);
    private static readonly JsonElement NoTests = JsonElement.Parse("null");

    /// <summary>What text and tests come to: what one reads, and lets decide, is named by it.</summary>
    public string Digest => Domain.Proposals.Digest.OfBytes(Encoding.UTF8.GetBytes(
        CanonicalJson.Text(JsonSerializer.SerializeToElement(new { engine = WireName.Of(Engine), text = Text, tests = Tests ?? NoTests }))));

    /// <summary>The tests in the one form in which they are kept.</summary>
    public string? TestsText => Tests is { } tests ? CanonicalJson.Text(tests) : null;

    /// <summary>Null, with every fault, where anything about it is wrong.</summary>
    public static WrittenPolicySet? Read(JsonElement document, out IReadOnlyList<Fault> faults)
    {
        var found = new List<Fault>();
        faults = found;
        if (!IsSound(document, found)) return null;
        var members = new DocumentMembers(document, "", found);
        if (members.Text("kind", 20) is { } kind && kind != "PolicySet") members.Fault("kind", "unknown_value", "The kind is PolicySet.");
        var name = members.Text("name", PolicyLimits.SetNameLengthMax, isRequired: true);
        if (name is not null && !PolicySetName.IsValid(name)) members.Fault("name", "malformed", "A set is called by small letters, digits and . _ -.");
        var engine = members.Named<PolicyEngine>("engine") ?? PolicyEngine.Cedar;
        if (engine == PolicyEngine.Console) members.Fault("engine", "unknown_value", "The engine is cedar or opa.");
        var text = TextOf(members);
        var tests = members.Take("tests");
        var note = members.Text("note", PolicyLimits.NoteLengthMax);
        var publish = members.Take("publish");
        if (publish is { ValueKind: not (JsonValueKind.True or JsonValueKind.False) }) members.Fault("publish", "type", "'publish' is true or false.");
        members.RefuseOthers();
        if (found.Count > 0) return null;

        found.AddRange(PolicyChecker.Unreadable(engine, text!).Select(fault => new Fault("/text", fault.Code, PlaceOf(fault) + fault.Message)));
        if (tests is { } list) _ = PolicyTest.ReadAll(list, "/tests", found);
        return found.Count == 0 ? new(name!, engine, text!, tests, note, publish is { ValueKind: JsonValueKind.True }) : null;
    }

    // An empty set is one: it allows nothing.
    private static string? TextOf(DocumentMembers members)
    {
        if (members.Take("text", isRequired: true) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.String) return value.GetString()!.ReplaceLineEndings("\n");
        members.Fault("text", "type", "'text' must be text.");
        return null;
    }

    // Looked at as a whole first: half a surrogate pair anywhere would be no text to whoever reads on.
    private static bool IsSound(JsonElement document, List<Fault> faults)
    {
        try
        {
            var text = CanonicalJson.Text(document);
            if (text.Length > DocumentLengthMax) faults.Add(new("", "too_large", $"A policy set has at most {DocumentLengthMax} characters."));
            else if (text.Contains("\\u0000", StringComparison.Ordinal)) faults.Add(new("", "malformed", "It holds the character U+0000."));
        }
        catch (NotCanonicalException exception)
        {
            faults.Add(new(exception.Pointer, "not_canonical", exception.Message));
        }

        return faults.Count == 0;
    }

    private static string PlaceOf(PolicyFault fault) => fault.Line > 0 ? $"line {fault.Line}, column {fault.Column}: " : "";
}
