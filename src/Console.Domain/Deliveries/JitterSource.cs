namespace AgentConsole.Domain.Deliveries;

/// <summary>Draws a number from 0 up to, not including, 1, so that what failed together does not return together.</summary>
public delegate double JitterSource();
