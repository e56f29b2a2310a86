using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Policies;

namespace AgentConsole.Infrastructure.Agents;

/// <summary>What an agent may do with a tool at this moment.</summary>
/// <param name="Agent">The agent as it is inside this transaction: null where it is not known, or was not looked at.</param>
/// <param name="Clearance">Null where the stop switch is on; then the answer is no.</param>
internal sealed record Standing(PolicyAnswer Answer, LoadedAgent? Agent, Clearance? Clearance)
{
    /// <summary>The clearance of what was not refused.</summary>
    /// <exception cref="InvalidOperationException">The stop switch is on.</exception>
    public Clearance Cleared => Domain.Agents.Clearance.Given(Clearance);
}
