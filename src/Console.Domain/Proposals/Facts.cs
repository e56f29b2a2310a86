using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Proposals;

/// <summary>What is known of a proposal when policy and risk are asked: read by the server, nothing the agent merely says.</summary>
public sealed record Facts(
    string Agent,
    Stage Stage,
    string Environment,
    string Tool,
    SideEffect SideEffect,
    IReadOnlySet<Sensitivity> Sensitivity,
    long? MoneyNanos,
    string? Currency,
    string? Recipient,
    string? Target);
