using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Provenance;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>Origins as policies ask them: by the names of the arguments. A name whose value has several parts stands under each of their origins.</summary>
internal sealed class ProvenanceNames
{
    private readonly Dictionary<Origin, HashSet<string>> _names = [];
    private readonly PolicyQuestion _question;

    private ProvenanceNames(PolicyQuestion question) => _question = question;

    public static ProvenanceNames Of(PolicyQuestion question)
    {
        var names = new ProvenanceNames(question);
        foreach (var argument in question.Origins.Arguments)
            if (NameIn(argument.Pointer) is { } name) names.Add(argument.Origin, name);
        if (question.Origins.IsCut) names.AddUntraced();
        return names;
    }

    public IReadOnlyCollection<string> With(Origin origin) => _names.GetValueOrDefault(origin) ?? [];

    /// <summary>The least trusted origin of what lies at a place that the contract marks; null where nothing lies there.</summary>
    public Origin? At(string? pointer)
    {
        if (pointer is null || JsonPointer.Find(_question.Arguments, pointer) is not { ValueKind: not JsonValueKind.Null }) return null;
        var below = _question.Origins.Arguments.Where(argument => argument.Pointer == pointer || argument.Pointer.StartsWith(pointer + "/", StringComparison.Ordinal)).ToList();
        if (below.Count == 0) return _question.Origins.IsCut ? Origin.Nowhere : null;
        // Of a list in which one comes from a stranger's page and one from nowhere, the stranger's matters more.
        return below.Exists(argument => argument.Origin == Origin.UntrustedResult) ? Origin.UntrustedResult : below.Max(argument => argument.Origin);
    }

    // INVARIANT: what was not traced is from nowhere: nobody hides an argument behind five hundred others.
    private void AddUntraced()
    {
        foreach (var member in _question.Arguments.EnumerateObject())
            if (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array || !_names.Values.Any(names => names.Contains(member.Name)))
                Add(Origin.Nowhere, member.Name);
    }

    private void Add(Origin origin, string name)
    {
        if (!_names.TryGetValue(origin, out var names)) _names[origin] = names = new(StringComparer.Ordinal);
        names.Add(name);
    }

    private static string? NameIn(string pointer) => JsonPointer.TokensOf(pointer) is [var name, ..] ? name : null;
}
