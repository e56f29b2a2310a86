namespace AgentConsole.Infrastructure.Access;

/// <summary>Why a presented key or token opens nothing; told apart only for one whose secret is right.</summary>
public enum BearerRefusal
{
    Unknown,
    Expired,
    Revoked,
    Disabled,
}
