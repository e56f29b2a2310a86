using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Policies;

namespace AgentConsole.Infrastructure.Policies.Opa;

/// <summary>The OPAs that told this node of themselves, each by its last word; forgotten when the node ends.</summary>
public sealed class OpaInstances(OpaOptions options, TimeProvider clock)
{
    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = OpaLimits.LogDepthMax };

    private readonly Lock _gate = new();
    private readonly Dictionary<string, OpaInstance> _known = new(StringComparer.Ordinal);

    /// <summary>Those heard last first.</summary>
    public IReadOnlyList<OpaInstance> Known
    {
        get { lock (_gate) return [.. _known.Values.OrderByDescending(instance => instance.HeardAt).ThenBy(instance => instance.Id, StringComparer.Ordinal)]; }
    }

    /// <summary>Takes in a status; false where this is none, or says not whose it is.</summary>
    public bool Hear(ReadOnlyMemory<byte> json)
    {
        if (Read(json) is not { } instance) return false;
        lock (_gate)
        {
            _known[instance.Id] = instance;
            if (_known.Count > OpaLimits.InstancesMax) _known.Remove(_known.Values.MinBy(known => known.HeardAt)!.Id);
        }

        return true;
    }

    private OpaInstance? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            if (Find(document.RootElement, "labels") is not { } labels || Text(labels, "id", OpaLimits.InstanceLengthMax) is not { Length: > 0 } id) return null;
            var bundle = Find(document.RootElement, "bundles") is { } bundles ? Find(bundles, options.BundleName) : null;
            return new(id, Text(labels, "version", OpaLimits.InstanceLengthMax), clock.Instant(),
                bundle is { } ours ? Text(ours, "active_revision", PolicyLimits.RevisionLengthMax) : null,
                bundle is { } troubled ? FaultOf(troubled) : null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? FaultOf(JsonElement bundle)
    {
        var said = new[] { Text(bundle, "code", OpaLimits.NoteLengthMax), Text(bundle, "message", OpaLimits.NoteLengthMax) }.Where(text => text is { Length: > 0 });
        return string.Join(": ", said) is { Length: > 0 } fault ? OpaText.Line(fault, OpaLimits.NoteLengthMax) : null;
    }

    private static JsonElement? Find(JsonElement from, string member) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(member, out var value) ? value : null;

    private static string? Text(JsonElement from, string member, int lengthMax) =>
        Find(from, member) is { ValueKind: JsonValueKind.String } value ? OpaText.Line(value.GetString()!, lengthMax) : null;
}
