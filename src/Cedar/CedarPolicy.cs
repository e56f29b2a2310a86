using AgentConsole.Cedar.Syntax;

namespace AgentConsole.Cedar;

/// <summary>One policy or template of a set; immutable.</summary>
public sealed class CedarPolicy
{
    internal CedarPolicy(string id, PolicyEffect effect, PolicyScope principal, PolicyScope action, PolicyScope resource,
        IReadOnlyList<Condition> conditions, IReadOnlyList<PolicyAnnotation> annotations)
    {
        (Id, Effect, Principal, Action, Resource) = (id, effect, principal, action, resource);
        (Conditions, Annotations) = (conditions, annotations);
    }

    public string Id { get; }

    public PolicyEffect Effect { get; }

    public PolicyScope Principal { get; private init; }

    public PolicyScope Action { get; }

    public PolicyScope Resource { get; private init; }

    public IReadOnlyList<PolicyAnnotation> Annotations { get; }

    /// <summary>Where the policy stands in the text it was read from; <see cref="SourceSpan.None"/> when it was read from JSON.</summary>
    public SourceSpan Span { get; internal init; }

    /// <summary>The policy as it was written, or, when it was read from JSON, as Cedar text.</summary>
    public string Text => SourceText ?? ToString();

    /// <summary>Whether the scope has a slot that a link must fill before the policy can apply.</summary>
    public bool IsTemplate => Principal.HasSlot || Resource.HasSlot;

    /// <summary>For a linked policy, the template that it was made of.</summary>
    public string? TemplateId { get; private init; }

    internal IReadOnlyList<Condition> Conditions { get; }

    internal string? SourceText { get; init; }

    /// <summary>The text of an annotation: empty when it has no brackets, null when there is none of this name.</summary>
    public string? AnnotationOf(string name) =>
        Annotations.FirstOrDefault(annotation => annotation.Name == name) is { } found ? found.Value ?? "" : null;

    /// <summary>The policy as Cedar text in the house's layout.</summary>
    public override string ToString() => PolicyPrinter.Print(this);

    internal CedarPolicy WithId(string id) => With(id, Principal, Resource, TemplateId);

    internal CedarPolicy LinkedAs(string id, PolicyScope principal, PolicyScope resource) => With(id, principal, resource, Id);

    private CedarPolicy With(string id, PolicyScope principal, PolicyScope resource, string? templateId) =>
        new(id, Effect, principal, Action, resource, Conditions, Annotations) { Span = Span, SourceText = SourceText, TemplateId = templateId };
}
