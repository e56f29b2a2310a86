namespace AgentConsole.Infrastructure.Ledger;

/// <summary>How many personal values are still beside the chain, each as it was committed to, and how many were erased.</summary>
public sealed record PersonalTally(long Kept, long Erased);
