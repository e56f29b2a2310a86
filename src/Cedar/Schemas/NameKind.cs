namespace AgentConsole.Cedar.Schemas;

/// <summary>What a name in a schema may stand for.</summary>
internal enum NameKind
{
    EntityOrCommon,
    Entity,
    Common,
}
