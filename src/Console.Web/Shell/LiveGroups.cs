using AgentConsole.Domain.Access;

namespace AgentConsole.Web.Shell;

/// <summary>Who hears what on the hub: an agent of its own proposals in its own environment, people of what their roles may read.</summary>
public static class LiveGroups
{
    public const string ProposalReaders = "readers of proposals";
    public const string Reviewers = "reviewers";
    public const string AgentReaders = "readers of agents";
    public const string AlertReaders = "readers of alerts";

    public static string Agent(string environment, string name) => $"agent {environment.Length} {environment} {name}";

    public static IEnumerable<string> Of(Caller caller)
    {
        if (caller is Caller.Agent agent) yield return Agent(agent.Environment, agent.Name);
        if (caller.May(Permission.ReadProposals)) yield return ProposalReaders;
        if (caller.May(Permission.ReadProposals)) yield return AlertReaders;
        if (caller.May(Permission.DecideProposals)) yield return Reviewers;
        if (caller.May(Permission.ReadAgents)) yield return AgentReaders;
    }
}
