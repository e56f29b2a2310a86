using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar;

/// <summary>What a policy's scope asks of one of principal, action and resource.</summary>
public sealed record PolicyScope
{
    private PolicyScope(ScopeKind kind) => Kind = kind;

    public static PolicyScope Any { get; } = new(ScopeKind.Any);

    public ScopeKind Kind { get; }

    /// <summary>The entity of <c>==</c> and <c>in</c>; null where a template has its slot.</summary>
    public EntityUid? Entity { get; private init; }

    /// <summary>The entity type of <c>is</c>.</summary>
    public string? EntityType { get; private init; }

    /// <summary>The actions of <c>action in</c>; only one of them must hold.</summary>
    public IReadOnlyList<EntityUid> Actions { get; private init; } = [];

    /// <summary>Whether a link has to name the entity.</summary>
    public bool HasSlot { get; private init; }

    internal SourceSpan Span { get; init; }

    internal static PolicyScope Equal(EntityUid? entity) => new(ScopeKind.Equal) { Entity = entity, HasSlot = entity is null };

    internal static PolicyScope In(EntityUid? entity) => new(ScopeKind.In) { Entity = entity, HasSlot = entity is null };

    internal static PolicyScope Is(string type) => new(ScopeKind.Is) { EntityType = type };

    internal static PolicyScope IsIn(string type, EntityUid? entity) => new(ScopeKind.IsIn) { EntityType = type, Entity = entity, HasSlot = entity is null };

    internal static PolicyScope InActions(IReadOnlyList<EntityUid> actions) => new(ScopeKind.In) { Actions = actions };

    internal PolicyScope Linked(EntityUid entity) => this with { Entity = entity, HasSlot = false };
}
