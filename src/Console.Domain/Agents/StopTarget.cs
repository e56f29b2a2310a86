namespace AgentConsole.Domain.Agents;

/// <summary>What a stop switch is thrown for: one agent, one tool, or everything.</summary>
public sealed record StopTarget
{
    private StopTarget(StopScope scope, string name) => (Scope, Name) = (scope, name);

    public StopScope Scope { get; }
    /// <summary>Empty for everything.</summary>
    public string Name { get; }

    /// <summary>How the ledger names it.</summary>
    public string Subject => "stop:" + this;

    public static StopTarget Everything { get; } = new(StopScope.Everything, "");

    public static StopTarget Agent(string name) => new(StopScope.Agent, name);

    public static StopTarget Tool(string name) => new(StopScope.Tool, name);

    public override string ToString() => Name.Length == 0 ? WireName.Of(Scope) : WireName.Of(Scope) + ":" + Name;
}
