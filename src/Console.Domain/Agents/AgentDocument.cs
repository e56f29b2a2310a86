using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Spend;

namespace AgentConsole.Domain.Agents;

/// <summary>An agent as its document states it: who answers for it, how far it is trusted, what it may propose and spend.</summary>
public sealed record AgentDocument
{
    public required string Name { get; init; }
    public string? Description { get; init; }
    public string? Dri { get; init; }
    public string? Deputy { get; init; }
    public AgentOwners Owners { get; init; } = AgentOwners.None;
    public required Stage Stage { get; init; }
    public required Manifest Manifest { get; init; }
    public AgentCaps Caps { get; init; } = AgentCaps.None;

    /// <summary>Reads an <c>Agent</c> document; null where anything about it is wrong, and then every fault is named.</summary>
    public static AgentDocument? Parse(JsonElement document, out IReadOnlyList<Fault> faults)
    {
        var found = new List<Fault>();
        faults = found;
        var members = new DocumentMembers(document, "", found);
        if (document.ValueKind != JsonValueKind.Object) return null;

        if (members.Text("kind", 20) is { } kind && kind != "Agent") members.Fault("kind", "unknown_value", "The kind of an agent is 'Agent'.");
        var name = members.Text("name", AgentLimits.NameLengthMax, isRequired: true);
        if (name is not null && !AgentName.IsValid(name))
            members.Fault("name", "malformed", "An agent is named with letters, digits and . _ - and begins and ends with a letter or digit.");

        var read = new AgentDocument
        {
            Name = name ?? "",
            Description = members.Text("description", AgentLimits.DescriptionLengthMax),
            Dri = Email(members, "dri"),
            Deputy = Email(members, "deputy"),
            Owners = OwnersOf(members, found),
            // Whoever states no stage has not said that the agent may act.
            Stage = members.Named<Stage>("stage") ?? Stage.Propose,
            Manifest = ManifestOf(members, found),
            Caps = CapsOf(members, found),
        };
        members.RefuseOthers();
        return found.Count == 0 ? read : null;
    }

    private static AgentOwners OwnersOf(DocumentMembers members, List<Fault> faults)
    {
        if (members.Object("owners") is not { } value) return AgentOwners.None;
        var owners = new DocumentMembers(value, "/owners", faults);
        var read = new AgentOwners(Email(owners, "security"), Email(owners, "sre"), Email(owners, "product"), Email(owners, "engineering"));
        owners.RefuseOthers();
        return read;
    }

    private static Manifest ManifestOf(DocumentMembers members, List<Fault> faults)
    {
        if (members.Take("manifest") is not { } value) return Manifest.Empty;
        var manifest = Manifest.Parse(value, "/manifest", out var wrong);
        faults.AddRange(wrong);
        return manifest ?? Manifest.Empty;
    }

    private static AgentCaps CapsOf(DocumentMembers members, List<Fault> faults)
    {
        if (members.Object("caps") is not { } value) return AgentCaps.None;
        var caps = new DocumentMembers(value, "/caps", faults);
        var read = new AgentCaps(Amount(caps, "per_run_usd"), Amount(caps, "per_day_usd"));
        caps.RefuseOthers();
        return read;
    }

    private static long? Amount(DocumentMembers caps, string name)
    {
        if (caps.Take(name) is not { } value) return null;
        if (Money.NanosIn(value) is { } nanos and >= 0) return nanos;
        caps.Fault(name, "malformed", "It must be an amount such as \"2.00\", not negative and not finer than a billionth.");
        return null;
    }

    private static string? Email(DocumentMembers members, string name)
    {
        if (members.Text(name, AccessLimits.EmailLengthMax) is not { } email) return null;
        if (!EmailAddress.TryRead(email, out var address) || address != email) members.Fault(name, "malformed", "It must be an e-mail address.");
        return email;
    }
}
