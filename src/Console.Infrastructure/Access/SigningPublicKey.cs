namespace AgentConsole.Infrastructure.Access;

/// <summary>The public half of a signing key, for whoever verifies.</summary>
public sealed record SigningPublicKey(string Kid, byte[] PublicX, byte[] PublicY);
