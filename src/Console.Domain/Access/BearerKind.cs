namespace AgentConsole.Domain.Access;

/// <summary>Whom a bearer secret speaks for.</summary>
public enum BearerKind
{
    AgentKey,
    AccessToken,
}
