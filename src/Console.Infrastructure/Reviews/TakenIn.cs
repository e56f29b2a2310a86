using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Policies;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>What is known of a proposal at the moment when it was taken in.</summary>
internal sealed record TakenIn(Propose Command, ToolContract? Contract, Standing Standing, PolicyOpinion? Opinion, Tallies History);
