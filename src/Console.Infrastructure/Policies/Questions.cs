using System.Text.Json;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Risk;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Infrastructure.Tools;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>Puts together what is asked of a proposal, before anybody looked at its history.</summary>
internal static class Questions
{
    public static PolicyQuestion Of(Propose command, LoadedContract contract, LoadedAgent? agent, DateTimeOffset at) =>
        Of(contract, command.Arguments, command.Digest, command.Caller.Name, agent, command.Caller.Environment, command.RunId, at);

    public static PolicyQuestion Of(Proposal proposal, JsonElement arguments, LoadedContract contract, LoadedAgent? agent, DateTimeOffset at) =>
        Of(contract, arguments, proposal.Digest, proposal.Agent, agent, proposal.Environment, proposal.RunId, at) with
        {
            ProposalId = proposal.Id,
            // As it was scored when it came in, or edited: what the run did since is about other proposals.
            Risk = new(proposal.RiskScore, JsonSerializer.Deserialize<List<RiskFactor>>(proposal.RiskFactors) ?? []),
            RiskTableVersion = proposal.RiskTableVersion,
            Origins = OriginsText.Read(proposal.Origins),
        };

    /// <summary>The question of an agent as it is inside the transaction; what was asked before it may be older.</summary>
    public static PolicyQuestion By(this PolicyQuestion question, LoadedAgent agent) => question with
    {
        Stage = agent.Stage,
        Dri = agent.Dri,
        Owners = agent.Document.Owners,
        Facts = question.Facts with { Stage = agent.Stage },
    };

    private static PolicyQuestion Of(
        LoadedContract contract, JsonElement arguments, string digest, string name, LoadedAgent? agent, string environment, string? runId, DateTimeOffset at)
    {
        // Whoever is not known is trusted least.
        var stage = agent?.Stage ?? Stage.Propose;
        var facts = Facts.Of(contract.Contract, arguments, name, stage, environment);
        return new()
        {
            Contract = contract.Contract,
            Shape = contract.Shape,
            Arguments = arguments,
            ArgumentsDigest = digest,
            Environment = environment,
            Agent = name,
            Stage = stage,
            Dri = agent?.Dri,
            Owners = agent?.Document.Owners ?? AgentOwners.None,
            RunId = runId,
            Facts = facts,
            Risk = RiskModel.Assess(facts),
            At = at,
        };
    }
}
