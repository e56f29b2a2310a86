using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar;

/// <summary>The question that policies decide: may this principal do this action to this resource, in this context?</summary>
public readonly record struct CedarQuery(EntityUid Principal, EntityUid Action, EntityUid Resource, CedarRecord Context)
{
    public CedarQuery(EntityUid principal, EntityUid action, EntityUid resource) : this(principal, action, resource, CedarRecord.Empty) { }
}
