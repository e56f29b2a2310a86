namespace AgentConsole.Domain.Risk;

/// <summary>The points of amounts below a bound, in whole units of the currency; the last step has none.</summary>
public sealed record MoneyStep(long? Below, int Points);
