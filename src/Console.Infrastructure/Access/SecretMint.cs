using System.Security.Cryptography;

namespace AgentConsole.Infrastructure.Access;

/// <summary>The one place that draws secret randomness.</summary>
public sealed class SecretMint
{
#pragma warning disable RS0030 // The mint is where the ban on ambient randomness ends.
    public byte[] Bytes(int count) => RandomNumberGenerator.GetBytes(count);
#pragma warning restore RS0030
}
