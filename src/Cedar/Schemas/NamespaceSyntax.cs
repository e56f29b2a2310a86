namespace AgentConsole.Cedar.Schemas;

/// <summary>The declarations of one namespace, as written.</summary>
internal sealed class NamespaceSyntax(string name)
{
    /// <summary>Empty for the declarations outside of any namespace.</summary>
    public string Name => name;

    public Dictionary<string, TypeSyntax> CommonTypes { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, EntitySyntax> EntityTypes { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ActionSyntax> Actions { get; } = new(StringComparer.Ordinal);

    public string Qualified(string local) => name.Length == 0 ? local : $"{name}::{local}";

    public void AddCommonType(string local, TypeSyntax type)
    {
        if (IsReserved(local)) throw type.At.Fault($"`{local}` is a name that Cedar keeps for itself.");
        if (!CommonTypes.TryAdd(local, type)) throw type.At.Fault($"The type {Syntax.Words.Of(local)} is declared twice.");
    }

    public void AddEntityType(string local, EntitySyntax entity)
    {
        if (local == "Action") throw entity.At.Fault("No entity type may be called Action; actions are declared as such.");
        if (!EntityTypes.TryAdd(local, entity)) throw entity.At.Fault($"The entity type {Syntax.Words.Of(local)} is declared twice.");
    }

    public void AddAction(string id, ActionSyntax action)
    {
        if (!Actions.TryAdd(id, action)) throw action.At.Fault($"The action {Syntax.Words.Of(id)} is declared twice.");
    }

    private static bool IsReserved(string name) => name is "Bool" or "Boolean" or "Entity" or "Extension" or "Long" or "Record" or "Set" or "String";
}
