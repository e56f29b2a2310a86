namespace AgentConsole.Cedar;

/// <summary>How a policy's scope holds one of principal, action and resource.</summary>
public enum ScopeKind
{
    Any,
    Equal,
    In,
    Is,
    IsIn,
}
