namespace AgentConsole.Infrastructure.Tools;

/// <summary>One version of a tool in its history.</summary>
public sealed record ToolVersionRow(int Version, DateTimeOffset AcceptedAt, string AcceptedBy, string ContractHash, bool IsCurrent);
